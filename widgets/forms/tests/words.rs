//! The words in the content folder are complete.

use supportt_forms::words::{BuilderWords, CheckerWords, JourneyWords};
use supportt_rules::vocabulary::Vocabulary;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn no_word_is_missing() {
    let vocabulary: Vocabulary = read(include_str!("../../../content/words/common.toml"));
    let checker: CheckerWords = read(include_str!("../../../content/words/checker.toml"));
    let builder: BuilderWords = read(include_str!("../../../content/words/builder.toml"));
    let _: JourneyWords = read(include_str!("../../../content/words/journey.toml"));
    assert_eq!(vocabulary.missing(), Vec::<String>::new());
    assert_eq!(checker.missing(), Vec::<String>::new());
    assert_eq!(builder.missing(), Vec::<String>::new());
}
