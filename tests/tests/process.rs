//! The picture of a region's steps, on the finished pages: it says what the list below it says, and the other way
//! round.

use supportt_engine::output::Output;
use supportt_tests::site;

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let inner = |rest: &'a str| rest.split(end).next().unwrap_or_default();
    text.split(start).skip(1).map(inner).collect()
}

/// The text of a piece of markup. Lines are broken elsewhere in a picture than in a list, so spaces do not count.
fn bare(markup: &str) -> String {
    let text: String =
        markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.split_whitespace().collect()
}

fn pages(output: &Output) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    output
        .files()
        .map(|(path, bytes)| (path.to_owned(), text(bytes)))
        .filter(|(path, _)| path.ends_with("index.html"))
        .collect()
}

#[test]
fn each_picture_of_a_process_says_what_its_list_says() {
    let output = site::build().output.expect("the site builds");
    let mut regions = 0;
    for (path, page) in pages(&output) {
        let figures = between(&page, "<figure class=\"app-process\">", "</figure>");
        let lists = between(&page, "app-process__list\">", "</details>");
        assert_eq!(figures.len(), lists.len(), "{path}");
        for (figure, list) in figures.iter().zip(lists) {
            regions += 1;
            let pictures = between(figure, "<svg ", "</svg>");
            assert_eq!(pictures.len(), 2, "{path}: one for narrow room and one for wide");
            for picture in pictures {
                assert_same(picture, list, &path);
            }
        }
    }
    assert!(regions >= 4, "every region shows its process: {regions}");
}

fn assert_same(picture: &str, list: &str, path: &str) {
    let texts = between(picture, "<text ", "</text>");
    let mut texts: Vec<String> = texts.into_iter().map(|text| bare(&format!("<{text}"))).collect();
    // The browser counts the items of a list; each list begins with its first number.
    let count = list.matches("<li>").count();
    for number in 1..=count {
        let place = texts.iter().position(|text| *text == number.to_string());
        texts.swap_remove(place.unwrap_or_else(|| panic!("{path}: step {number} is not in the picture")));
    }
    let starts = between(list, "start=\"", "\"").into_iter().map(str::parse::<usize>);
    let mut before = 0;
    for (start, items) in starts.zip(between(list, "<ol ", "</ol>")) {
        assert_eq!(start, Ok(before + 1), "{path}");
        before += items.matches("<li>").count();
    }
    // Longest first: a short text may stand within a long one.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let (_, told) = list.split_once("</summary>").expect("the list folds out");
    let mut told = bare(told);
    for text in texts {
        assert!(told.contains(&text), "{path}: only the picture says {text}");
        told = told.replacen(&text, "|", 1);
    }
    assert!(told.chars().all(|letter| "|().".contains(letter)), "{path}: only the list says {told}");
}
