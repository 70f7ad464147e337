//! Writes a document as a PDF file that says what its parts are: headings, lists, tables, language and title (PDF/UA-1).
//!
//! It is a module of its own, because the fonts and what reads them weigh as much as the forms: a page loads it when a
//! document is made. It lays out [blocks](Block), knows no form and no policy, and reads nothing but its fonts.

mod ascii85;
mod file;
mod font;
mod layout;

use supportt_documents::blocks::Block;
use wasm_bindgen::prelude::wasm_bindgen;

use self::font::Font;
use self::layout::{Fonts, Layout};

/// Writes the file that `request` asks for, which is in postcard's format: the title, the blocks and the data.
///
/// `None` where the fonts lack a character, or the request cannot be read.
#[must_use]
#[wasm_bindgen]
pub fn pdf(request: &[u8]) -> Option<String> {
    let (title, blocks, data): (String, Vec<Block>, String) = postcard::from_bytes(request).ok()?;
    write(&title, &blocks, &data)
}

/// Writes a document as a file, which is text as a whole; `None` where the fonts lack a character of it.
#[must_use]
pub fn write(title: &str, blocks: &[Block], data: &str) -> Option<String> {
    let mut fonts = Fonts {
        regular: Font::new(
            "AtkinsonHyperlegibleNext-Regular",
            include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
        ),
        bold: Font::new(
            "AtkinsonHyperlegibleNext-Bold",
            include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
        ),
    };
    let layout = Layout::of(blocks, &fonts);
    let lines = layout.pages.iter().flat_map(|page| &page.lines);
    if lines.flat_map(|line| line.text.chars()).any(|c| !fonts.regular.has(c)) {
        return None;
    }
    let (pages, parts) = layout.into_parts();
    String::from_utf8(file::write(&pages, &parts, &mut fonts, title, data)).ok()
}

#[cfg(test)]
mod tests {
    use supportt_documents::blocks::ListItem;

    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        let item = |number: usize| ListItem {
            label: format!("{number}."),
            name: format!("By {number} July 2031: Talk to your educational supervisor about your return"),
            details: vec!["Recommended. Agree what you need, and when you will meet again.".to_owned()],
        };
        vec![
            Block::Title("Return to training plan".to_owned()),
            Block::Small("Wessex. Made on 22 November 2026.".to_owned()),
            Block::Heading("About me".to_owned()),
            Block::Facts(vec![
                fact("Name", text),
                fact("Returning to", "A hospital with a long name ".repeat(6).trim()),
            ]),
            Block::Heading("What I want to work on".to_owned()),
            Block::Paragraph("Night shifts, and the new electronic record. ".repeat(6)),
            Block::List(vec![ListItem {
                label: "•".to_owned(),
                name: "Coaching (2 sessions)".to_owned(),
                details: Vec::new(),
            }]),
            Block::Heading("Signatures".to_owned()),
            Block::Table {
                head: ["Who", "Name", "Signature", "Date"].map(str::to_owned).to_vec(),
                rows: vec![
                    ["Trainee", text, "", ""].map(str::to_owned).to_vec(),
                    ["Educational supervisor", "", "", ""].map(str::to_owned).to_vec(),
                ],
            },
            Block::NewPage,
            Block::Heading("What happens when".to_owned()),
            Block::List((1..=12).map(item).collect()),
            Block::Small("Guidance. People decide.".to_owned()),
        ]
    }

    #[test]
    fn a_document_is_text_on_two_pages_and_says_what_its_parts_are() {
        let file =
            write("Plan", &blocks("Dr Zoë O’Neill-Łukasz"), "1 abc name=x;").expect("it can be written");
        assert!(file.is_ascii() && file.starts_with("%PDF-1.7"));
        assert_eq!(file.matches("/Type/Page/").count() + file.matches("/Type /Page\n").count(), 2);
        for part in
            ["/H1", "/H2", "/Table", "/TH", "/TD", "/L\n", "/LI", "/Lbl", "/LBody", "/P\n", "/Document"]
        {
            assert!(file.contains(&format!("/S {part}")), "it has {part}");
        }
        for said in
            ["/Lang (en-GB)", "/Marked true", "/DisplayDocTitle true", "/SupporttPlan (1 abc name=x;)"]
        {
            assert!(file.contains(said), "{said}");
        }
    }

    #[test]
    fn a_character_that_the_fonts_lack_makes_no_file() {
        assert_eq!(write("Plan", &blocks("日本"), ""), None);
    }
}
