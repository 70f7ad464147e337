//! One declaration for each kind of record: [`record!`](crate::record!) makes its type, its [`Schema`] and the reading of
//! it, so that none of these is written twice.

use std::ops::Deref;

use supportt_basics::bounds::Bounds;
use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword;
use supportt_rules::value as policy;

use super::field::{Field, Kind, Schema};
use super::format::Format;
use super::values::{Record, Words};
use supportt_source::Spanned;
use supportt_source::diagnostic::Diagnostics;

/// A kind of record, as [`record!`](crate::record!) declares it.
pub trait RecordType: Sized {
    /// Its fields.
    const SCHEMA: Schema;

    /// The fields of a table that has been read; `None` if a field that is needed is missing or wrong, which has been
    /// reported.
    fn from_record(record: &Record, diagnostics: &mut Diagnostics) -> Option<Self>;
}

/// What a field of a record can be in Rust: it says what the field may hold in the file.
///
/// `How` tells the compiler in which way a type comes from a value, so that ids and words of other crates can be read
/// without knowing of this trait. It is inferred; only a type that reads itself, from several fields or from a list of
/// records, names it.
pub trait FieldType<How>: Sized {
    /// What the field may hold.
    const KIND: Kind;
    /// Whether it must be there.
    const NEEDED: bool = true;

    /// The value of the field of this name; `None` if it is missing or wrong, which has been reported.
    fn read(record: &Record, name: &str, diagnostics: &mut Diagnostics) -> Option<Self>;
}

/// What a text in a field can be in Rust.
pub trait TextType<How>: Sized {
    /// The field, if it holds one.
    const ONE: Kind;
    /// The field, if it holds several.
    const SEVERAL: Kind;

    /// The text as this type.
    fn from_text(text: Spanned<String>) -> Option<Self>;
}

/// A list of which one item must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtLeastOne<T>(Vec<T>);

impl<T> Deref for AtLeastOne<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// Ways in which a type comes from a value.
#[derive(Debug)]
pub enum AsText {}
/// As one of the words of a closed set.
#[derive(Debug)]
pub enum AsWord {}
/// As what it is in the file.
#[derive(Debug)]
pub enum AsItself {}
/// As one text of this sort.
#[derive(Debug)]
pub struct One<How>(How);
/// As a list of texts of this sort.
#[derive(Debug)]
pub struct Several<How>(How);
/// As this, or not at all.
#[derive(Debug)]
pub struct Perhaps<How>(How);
/// As this, with its place.
#[derive(Debug)]
pub struct Placed<How>(How);
/// As fields of the table around it. (What is in a table of its own is in a `Box`.)
#[derive(Debug)]
pub enum AsGroup {}
/// As a list of records.
#[derive(Debug)]
pub enum AsRecords {}

impl<T: for<'a> From<&'a str>> TextType<AsText> for T {
    const ONE: Kind = Kind::Text(Format::Line);
    const SEVERAL: Kind = Kind::Texts(Format::Line);

    fn from_text(text: Spanned<String>) -> Option<Self> {
        Some(T::from(text.value.as_str()))
    }
}

impl<K: Keyword> TextType<AsWord> for K {
    const ONE: Kind = Kind::Word(K::WORDS);
    const SEVERAL: Kind = Kind::WordList(K::WORDS);

    fn from_text(text: Spanned<String>) -> Option<Self> {
        K::from_word(&text.value)
    }
}

impl<How, T: TextType<How>> TextType<Placed<How>> for Spanned<T> {
    const ONE: Kind = T::ONE;
    const SEVERAL: Kind = T::SEVERAL;

    fn from_text(text: Spanned<String>) -> Option<Self> {
        let span = text.span;
        T::from_text(text).map(|value| Self::new(value, span))
    }
}

impl<How, T: TextType<How>> FieldType<One<How>> for T {
    const KIND: Kind = T::ONE;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        T::from_text(record.text(name)?)
    }
}

impl<How, T: TextType<How>> FieldType<Several<How>> for Vec<T> {
    const KIND: Kind = T::SEVERAL;
    const NEEDED: bool = false;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        Some(record.texts(name).into_iter().filter_map(T::from_text).collect())
    }
}

impl<How, T: TextType<How>> FieldType<Several<How>> for AtLeastOne<T> {
    const KIND: Kind = T::SEVERAL;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        let items: Vec<T> = record.texts(name).into_iter().filter_map(T::from_text).collect();
        (!items.is_empty()).then_some(Self(items))
    }
}

impl<How, T: FieldType<How>> FieldType<Perhaps<How>> for Option<T> {
    const KIND: Kind = T::KIND;
    const NEEDED: bool = false;

    fn read(record: &Record, name: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        Some(T::read(record, name, diagnostics))
    }
}

impl<R: RecordType> FieldType<AsItself> for Box<R> {
    const KIND: Kind = Kind::Record(&R::SCHEMA);

    fn read(record: &Record, name: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        R::from_record(record.record(name)?, diagnostics).map(Self::new)
    }
}

impl<R: RecordType> FieldType<AsRecords> for Vec<R> {
    const KIND: Kind = Kind::Records(&R::SCHEMA);
    const NEEDED: bool = false;

    fn read(record: &Record, name: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let records = record.records(name);
        Some(records.iter().filter_map(|record| R::from_record(record, diagnostics)).collect())
    }
}

impl FieldType<AsItself> for Spanned<Date> {
    const KIND: Kind = Kind::Date;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.date(name)
    }
}

impl FieldType<AsItself> for Date {
    const KIND: Kind = Kind::Date;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.date(name).map(|day| day.value)
    }
}

impl FieldType<AsItself> for bool {
    const KIND: Kind = Kind::Flag;

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.flag(name).map(|flag| flag.value)
    }
}

/// A number within the bounds of its type; its declaration can give narrower ones.
macro_rules! number {
    ($($number:ty: $least:expr, $most:expr;)+) => { $(
        impl FieldType<AsItself> for $number {
            const KIND: Kind = Kind::Number(Bounds { least: $least, most: $most });

            fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
                Self::try_from(record.number(name)?.value).ok()
            }
        }
    )+ };
}
number! {
    i64: i64::MIN, i64::MAX;
    i32: -(1 << 31), (1 << 31) - 1;
    u32: 0, (1 << 32) - 1;
}

/// Names with words, such as answers to questions; its declaration gives an example.
impl FieldType<AsItself> for Spanned<Words> {
    const KIND: Kind = Kind::Words("{ … }");

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.words(name)
    }
}

impl FieldType<AsItself> for Words {
    const KIND: Kind = Kind::Words("{ … }");

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.words(name).map(|words| words.value)
    }
}

impl FieldType<AsItself> for Spanned<policy::Value> {
    const KIND: Kind = Kind::Value("{ threshold = { test = \"at-least\", months = … } }");

    fn read(record: &Record, name: &str, _: &mut Diagnostics) -> Option<Self> {
        record.policy_value(name)
    }
}

/// How many fields these are with those of groups among them.
#[must_use]
pub const fn count(fields: &[Field]) -> usize {
    let (mut number, mut at) = (0, 0);
    while at < fields.len() {
        number += match fields[at].kind {
            Kind::Group(group) => group.len(),
            _ => 1,
        };
        at += 1;
    }
    number
}

/// These fields, with those of a group in its place, none of which is needed if the group is not.
#[must_use]
pub const fn flat<const N: usize>(fields: &[Field]) -> [Field; N] {
    let mut all = [Field { name: "", kind: Kind::Flag, needed: false, doc: &[], label: "", example: "" }; N];
    let (mut number, mut at) = (0, 0);
    while at < fields.len() {
        if let Kind::Group(group) = fields[at].kind {
            let mut within = 0;
            while within < group.len() {
                all[number] = group[within];
                all[number].needed = group[within].needed && fields[at].needed;
                (number, within) = (number + 1, within + 1);
            }
        } else {
            all[number] = fields[at];
            number += 1;
        }
        at += 1;
    }
    all
}

/// Declares a kind of record: its type, and what its fields may hold in the file.
///
/// ```
/// use supportt_schema::record;
/// use supportt_schema::record::{Format, Kind, RecordType as _};
///
/// record! {
///     /// A room that can be booked.
///     pub struct Room: "a room" in "[[room]]" {
///         /// What it is called.
///         #[example = "Seminar room"]
///         pub name: String,
///         /// How many people have a seat.
///         pub seats: Option<i64> = Kind::Number(supportt_basics::bounds::PEOPLE),
///         /// Whom to ask.
///         pub contact as "ask": Option<String> = Kind::Text(Format::Mailbox),
///     }
/// }
///
/// let [name, seats, ask] = Room::SCHEMA.fields else { panic!("there are three") };
/// assert!(name.needed && !seats.needed);
/// assert_eq!((ask.name, ask.meaning().as_str()), ("ask", "whom to ask"));
/// ```
///
/// After the colon stands what messages call such a record, and after `in` the header that begins one. The type of a
/// field says what it may hold and whether it must be there; what a type cannot say, such as bounds, follows the equals
/// sign. The first sentence of a field's documentation is shown to editors who lack it, all of it in their guide; where
/// its name is no good label for a box in a form, or its kind says nothing of what it might hold, `#[label = "…"]` and
/// `#[example = "…"]` do.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $(#[derive($($derive:ident),+)])?
        $vis:vis struct $name:ident: $subject:literal $(in $header:literal)? {
            $(
                $(#[doc = $doc:literal])+
                $(#[label = $label:literal])?
                $(#[example = $example:literal])?
                $field_vis:vis $field:ident $(as $written:literal)?: $type:ty $(= $kind:expr)?,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug $(, $($derive),+)?)]
        $vis struct $name {
            $( $(#[doc = $doc])+ $field_vis $field: $type, )+
        }

        impl $name {
            const DECLARED: &'static [$crate::record::Field] = &[
                $( $crate::record::Field {
                    name: $crate::record!(@name $field $($written)?),
                    kind: $crate::record!(@kind $type $(, $kind)?),
                    needed: <$type as $crate::record::FieldType<_>>::NEEDED,
                    doc: &[$($doc),+],
                    label: concat!("" $(, $label)?),
                    example: concat!("" $(, $example)?),
                }, )+
            ];
            const FIELDS: [$crate::record::Field; $crate::record::count(Self::DECLARED)] =
                $crate::record::flat(Self::DECLARED);
        }

        impl $crate::record::RecordType for $name {
            const SCHEMA: $crate::record::Schema = $crate::record::Schema {
                subject: $subject,
                header: concat!("" $(, $header)?),
                doc: &[$($about),+],
                fields: &Self::FIELDS,
            };

            fn from_record(
                record: &$crate::record::Record,
                diagnostics: &mut supportt_source::diagnostic::Diagnostics,
            ) -> Option<Self> {
                // Every field is read before giving up, so that every problem is reported.
                $( let $field = <$type as $crate::record::FieldType<_>>::read(
                    record,
                    $crate::record!(@name $field $($written)?),
                    diagnostics,
                ); )+
                Some(Self { $( $field: $field?, )+ })
            }
        }

        impl $crate::record::FieldType<$crate::record::AsGroup> for $name {
            const KIND: $crate::record::Kind = $crate::record::Kind::Group(&Self::FIELDS);

            fn read(
                record: &$crate::record::Record,
                _: &str,
                diagnostics: &mut supportt_source::diagnostic::Diagnostics,
            ) -> Option<Self> {
                <Self as $crate::record::RecordType>::from_record(record, diagnostics)
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $written:literal) => { $written };
    (@kind $type:ty) => { <$type as $crate::record::FieldType<_>>::KIND };
    (@kind $type:ty, $kind:expr) => { $kind };
}
