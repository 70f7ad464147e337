//! Closed sets of words, written the same way in policy files, answers and form fields.

/// A closed set of words.
pub trait Keyword: Copy + Ord + 'static {
    /// Every member, in the order in which people are shown them.
    const ALL: &'static [Self];

    /// Their words, in the same order.
    const WORDS: &'static [&'static str];

    /// The word for this member: lower case, with hyphens.
    fn word(self) -> &'static str;

    /// The member with this word.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.word() == word)
    }
}

/// Declares an enum whose members are words: `keywords! { pub enum Side { Left = "left" } }`.
///
/// The words are its only spelling, for serde too.
#[macro_export]
macro_rules! keywords {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$member_doc:meta])* $member:ident = $word:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$member_doc])* $member, )+
        }

        impl $crate::keyword::Keyword for $name {
            const ALL: &'static [Self] = &[$( Self::$member, )+];
            const WORDS: &'static [&'static str] = &[$( $word, )+];

            fn word(self) -> &'static str {
                match self {
                    $( Self::$member => $word, )+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::keyword::Keyword::word(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::keyword::Keyword>::from_word(&word)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&word, <Self as $crate::keyword::Keyword>::WORDS))
            }
        }
    };
}

pub use crate::keywords;
