//! The files of records that `content` may hold, in one table.
//!
//! What each record may have is declared where it is read; this says which there are and where they stand, for whoever
//! has to know them all: the names of files, the guide for editors, `supportt schema`.

use supportt_schema::record::{Kind, RecordType as _, Schema};

use crate::bank_holidays;
use crate::config::Config;
use crate::differences;
use crate::elsewhere;
use crate::front_matter::FrontMatter;
use crate::helplines;
use crate::link_allowances;
use crate::plan_fields;
use crate::policy;
use crate::registers::contact::Contact;
use crate::registers::faq::Faq;
use crate::registers::glossary::Word;
use crate::registers::resource::Resource;
use crate::scenarios;
use supportt_lint::terms;
use supportt_markdown::link_targets::CONTENT;
use supportt_source::page_path::ending;

/// A file that holds records.
#[derive(Clone, Copy, Debug)]
pub struct ContentFile {
    /// Its path in `content`, as editors are shown it.
    pub path: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it holds, or each entry of its list.
    pub schema: Schema,
}

/// All of them, in the order in which people should meet them.
pub const FILES: [ContentFile; 15] = [
    ContentFile {
        path: "site.toml",
        about: "The name and web address of the whole site",
        schema: Config::SCHEMA,
    },
    ContentFile { path: "**/*.md", about: "A page", schema: FrontMatter::SCHEMA },
    ContentFile {
        path: "<region>/region.toml",
        about: "Makes the folder a region, and holds that region's policy",
        schema: policy::SCHEMA,
    },
    ContentFile {
        path: "<region>/scenarios.toml",
        about: "People in the region, and what the checker must tell them",
        schema: scenarios::SCHEMA,
    },
    ContentFile {
        path: "<region>/resources.toml",
        about: "What there is to read, hear and use",
        schema: Resource::SCHEMA,
    },
    ContentFile { path: "<region>/contacts.toml", about: "Who to ask about what", schema: Contact::SCHEMA },
    ContentFile { path: "<region>/faqs.toml", about: "What is often asked", schema: Faq::SCHEMA },
    ContentFile {
        path: "<region>/glossary.toml",
        about: "What words mean in the region",
        schema: Word::SCHEMA,
    },
    ContentFile {
        path: "differences.toml",
        about: "Where the regions differ: what the page that compares them shows",
        schema: differences::SCHEMA,
    },
    ContentFile {
        path: "plan-fields.toml",
        about: "The fields that a region may add to its plans",
        schema: plan_fields::SCHEMA,
    },
    ContentFile {
        path: "bank-holidays.toml",
        about: "The bank holidays of each year, for counting working days in plans",
        schema: bank_holidays::SCHEMA,
    },
    ContentFile {
        path: "elsewhere.toml",
        about: "Parts of the country that the site does not cover: what the checker tells people there",
        schema: elsewhere::SCHEMA,
    },
    ContentFile {
        path: "helplines.toml",
        about: "Confidential support, which the checker names where it may be of use",
        schema: helplines::SCHEMA,
    },
    ContentFile {
        path: "links.toml",
        about: "Addresses on other sites that only a person can check",
        schema: link_allowances::SCHEMA,
    },
    ContentFile {
        path: "terms.toml",
        about: "How names are spelt, and which are no longer used",
        schema: terms::SCHEMA,
    },
];

impl ContentFile {
    /// What such a file is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit_once('/').map_or(self.path, |(_, name)| name)
    }

    /// What a kind of record in it is called among all kinds.
    #[must_use]
    pub fn kind(&self, schema: &Schema) -> String {
        let noun = |schema: &Schema| schema.subject.rsplit(' ').next().unwrap_or_default().to_owned();
        match schema.list() {
            "" => noun(schema),
            // A region's own tables are not the entries of a register.
            list if !schema.header.starts_with("[[") && ending(self.path) == "toml" => {
                format!("{}-{list}", noun(&self.schema))
            }
            list => list.to_owned(),
        }
    }

    /// Whether it lies this deep in `content`.
    fn is_at(&self, depth: usize) -> bool {
        self.path.matches('/').count() == depth
    }
}

/// A kind of record, and those in tables within it.
#[must_use]
pub fn with_tables(schema: Schema) -> Vec<Schema> {
    let mut found = vec![schema];
    let mut next = 0;
    while let Some(schema) = found.get(next).copied() {
        found.extend(schema.fields.iter().filter_map(|field| match field.kind {
            Kind::Record(schema) | Kind::Records(schema) => Some(*schema),
            _ => None,
        }));
        next += 1;
    }
    found
}

/// The names of the TOML files that are read this deep in `content`.
pub fn names_at(depth: usize) -> impl Iterator<Item = &'static str> {
    let files = FILES.iter().filter(move |file| ending(file.path) == "toml" && file.is_at(depth));
    files.map(ContentFile::name)
}

/// The paths of the TOML files that are read, as editors are shown them.
pub fn toml_paths() -> impl Iterator<Item = String> {
    let files = FILES.iter().map(|file| file.path).filter(|path| ending(path) == "toml");
    files.chain(["words/*.toml"]).map(|path| format!("{CONTENT}{path}"))
}

/// Every kind of record and what it is called among others: `page`, `faq`, `course`, `region-contact`.
#[must_use]
pub fn kinds() -> Vec<(String, Schema)> {
    FILES
        .iter()
        .flat_map(|file| with_tables(file.schema).into_iter().map(|schema| (file.kind(&schema), schema)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select, subsequence};
    use supportt_basics::bounds::YEAR;
    use supportt_basics::date::Date;
    use supportt_schema::edit::{Place, push, set, unset};
    use supportt_schema::record::{Field, Format, Kind, Schema};
    use supportt_source::Sources;
    use supportt_source::diagnostic::Diagnostics;
    use toml::{Table, Value};

    use super::kinds;
    use crate::content_guide::template;

    /// What a text in a field may be.
    fn text(format: Format) -> BoxedStrategy<String> {
        match format {
            Format::Line => "[A-Z][ -~“”’é…]{0,30}[a-z.\"\\\\]".boxed(),
            Format::Id | Format::IdOf(_) => "[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}".boxed(),
            other => Just(other.example().to_owned()).boxed(),
        }
    }

    fn values(field: &Field) -> BoxedStrategy<Value> {
        let least = usize::from(field.needed);
        match field.kind {
            Kind::Text(format) => text(format).prop_map(Value::from).boxed(),
            Kind::Texts(format) => prop::collection::btree_set(text(format), least..3)
                .prop_filter("enough of them", move |texts| texts.len() >= least)
                .prop_map(|texts| Value::from(texts.into_iter().collect::<Vec<_>>()))
                .boxed(),
            Kind::Word(words) => select(words).prop_map(Value::from).boxed(),
            Kind::WordList(words) => subsequence(words, least..=words.len()).prop_map(Value::from).boxed(),
            Kind::Number(bounds) => (bounds.least..=bounds.most).prop_map(Value::from).boxed(),
            Kind::Date => {
                let year =
                    i32::try_from(YEAR.least).expect("a year")..=i32::try_from(YEAR.most).expect("a year");
                (year, 1..=366_u32)
                    .prop_filter_map("a day of the year", |(year, day)| Date::from_yo_opt(year, day))
                    .prop_map(|day| Value::Datetime(day.to_string().parse().expect("a date")))
                    .boxed()
            }
            Kind::Flag => any::<bool>().prop_map(Value::from).boxed(),
            Kind::Words(_) | Kind::Value(_) => {
                const VALUE: &str = "{ cap = { up-to = 3, of = \"sessions\" } }";
                let written =
                    if matches!(field.kind, Kind::Value(_)) { VALUE } else { "{ stage = \"away\" }" };
                let table: Table = format!("value = {written}").parse().expect("it is TOML");
                Just(table["value"].clone()).boxed()
            }
            Kind::Record(_) | Kind::Records(_) | Kind::Group(_) => {
                unreachable!("tables are tried on their own")
            }
        }
    }

    /// The fields of a kind of record that are no tables of their own.
    fn own(schema: &Schema) -> Vec<Field> {
        schema.fields.iter().filter(|field| field.header().is_none()).copied().collect()
    }

    /// A kind of record, and an entry of it: every field that it needs and some of the others.
    fn entry() -> impl Strategy<Value = (Schema, Vec<(&'static str, Value)>)> {
        let schemas: Vec<Schema> = kinds().into_iter().map(|(_, schema)| schema).collect();
        select(schemas).prop_flat_map(|schema| {
            let fields: Vec<_> = own(&schema)
                .into_iter()
                .map(|field| {
                    let some = if field.needed { Just(true).boxed() } else { any::<bool>().boxed() };
                    (some, values(&field)).prop_map(move |(some, value)| some.then_some((field.name, value)))
                })
                .collect();
            fields.prop_map(move |fields| (schema, fields.into_iter().flatten().collect()))
        })
    }

    /// The problems of an entry that stands alone in a file, but for tables that are missing.
    fn problems(schema: &Schema, text: &str) -> Vec<String> {
        let fields = text.lines().filter(|line| !line.starts_with("[[")).collect::<Vec<_>>().join("\n");
        let sources = Sources::new([("content/a.toml".to_owned(), fields)]);
        let file = sources.at("content/a.toml").expect("the file");
        let mut diagnostics = Diagnostics::new();
        schema.read(file, 0..file.text().len(), &mut diagnostics);
        let found = diagnostics.sorted().into_iter();
        let needs_table = own(schema).len() < schema.fields.len();
        found
            .filter(|problem| !(needs_table && problem.code == "field::missing"))
            .map(|problem| format!("{}: {}", problem.code, problem.message))
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again((schema, fields) in entry()) {
            let text = push("# Written by hand\n", "entry", &fields).expect("it can be added");
            let read: Table = text.parse().expect("it is TOML");
            let meant: Table = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            prop_assert_eq!(read["entry"][0].as_table(), Some(&meant));
            prop_assert_eq!(problems(&schema, &text), Vec::<String>::new(), "{}\n{}", schema.subject, text);
        }

        #[test]
        fn a_change_of_one_field_leaves_every_other_byte(
            ((_, fields), (other, _)) in (entry(), entry()),
            which: Index,
            is_windows: bool,
        ) {
            let text = push("# Before\n", "entry", &fields).expect("it can be added");
            let text = push(&(text + "\n# After\n"), "entry", &fields).expect("it can be added");
            let text = if is_windows { text.replace('\n', "\r\n") } else { text };
            let (name, old) = fields[which.index(fields.len())].clone();
            let line = format!("{name} = {old}");
            let changed = set(&text, Place::Entry("entry", 0), name, &Value::from(other.subject)).expect("it can be changed");
            prop_assert_eq!(&changed, &text.replacen(&line, &format!("{name} = {}", Value::from(other.subject)), 1));
            let back = set(&changed, Place::Entry("entry", 0), name, &old).expect("it can be changed");
            prop_assert_eq!(&back, &text);
            let newline = if is_windows { "\r\n" } else { "\n" };
            let without = unset(&text, Place::Entry("entry", 1), name).expect("it can be taken out");
            let (first, second) = text.rsplit_once(&format!("{line}{newline}")).expect("it is there");
            prop_assert_eq!(without, format!("{first}{second}"));
        }
    }

    #[test]
    fn the_example_of_every_kind_of_entry_is_right() {
        for (kind, schema) in kinds() {
            let example = template(&schema);
            let header = schema.header;
            // What is behind a `#` is right, too, but for headers.
            let fields = example.lines().filter(|line| header.is_empty() || *line != header);
            let is_field = |line: &&str| !line.starts_with("# ") && !line.starts_with("#[");
            let fields = fields.filter(is_field).map(|line| line.trim_start_matches('#'));
            let fields = fields.collect::<Vec<_>>().join("\n");
            assert_eq!(problems(&schema, &fields), Vec::<String>::new(), "{kind}:\n{example}");
        }
    }

    #[test]
    fn every_field_has_an_example_of_its_own_or_of_its_kind() {
        for (kind, schema) in kinds() {
            for field in own(&schema) {
                assert_ne!(field.sample().trim_matches(['[', '"', ']']), "", "{} of {kind}", field.name);
            }
        }
    }
}
