//! A document in short, for the text of an email: its dates, who is to meet, what is asked for.

use crate::email;
use crate::words::{ShortWords, fill};

/// What an email tells in short. Nothing that somebody typed is in it but names: a free text may be about health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Short {
    /// Whom it is for, by name; empty when that is not known.
    pub to: String,
    /// Who writes; empty when that is not known.
    pub from: String,
    /// The dates.
    pub dates: Vec<String>,
    /// Who is to meet, and when, and which forms are to be filled in.
    pub meetings: Vec<String>,
    /// How somebody would like to come back.
    pub working: Vec<String>,
    /// What is asked for.
    pub asked: Vec<String>,
    /// What was agreed.
    pub agreed: Vec<String>,
    /// The labels of the fields that have changed since it was last sent.
    pub changed: Vec<String>,
}

impl Short {
    /// Writes a link that opens an email with as much as fits into one; `None` if not even the letter does.
    ///
    /// `letter` is the text of the email: `{hello}`, `{short}` and `{name}` are filled in.
    #[must_use]
    pub fn mailto(
        &self,
        to: Option<&str>,
        subject: &str,
        letter: &str,
        words: &ShortWords,
    ) -> Option<String> {
        let longest = self.longest();
        let texts =
            (0..=longest).rev().map(|most| plain(&self.around(letter, &self.lists(most, words), words)));
        texts.into_iter().find_map(|text| email::mailto(to, subject, &text))
    }

    /// The letter around a text, which stands for `{short}`.
    #[must_use]
    pub fn around(&self, letter: &str, text: &str, words: &ShortWords) -> String {
        let hello = match self.to.as_str() {
            "" => words.hello_anybody.clone(),
            name => fill(&words.hello, &[("name", name)]),
        };
        let mut letter = fill(letter, &[("hello", &hello), ("short", text), ("name", &self.from)]);
        while letter.contains("\n\n\n") {
            letter = letter.replace("\n\n\n", "\n\n");
        }
        letter
    }

    /// The number of lines in the longest list, but for the dates.
    fn longest(&self) -> usize {
        [&self.changed, &self.meetings, &self.working, &self.asked, &self.agreed]
            .map(Vec::len)
            .into_iter()
            .max()
            .unwrap_or(0)
    }

    /// The document in short, with at most this many lines in each list.
    fn lists(&self, most: usize, words: &ShortWords) -> String {
        let lists = [
            (&words.changed, &self.changed, most),
            // The dates are what the rest hangs on.
            (&words.dates, &self.dates, self.dates.len()),
            (&words.meetings, &self.meetings, most),
            (&words.working, &self.working, most),
            (&words.asked, &self.asked, most),
            (&words.agreed, &self.agreed, most),
        ];
        let mut parts: Vec<String> = Vec::new();
        for (heading, lines, most) in lists {
            let lines: Vec<String> = lines.iter().take(most).map(|line| format!("- {line}")).collect();
            if !lines.is_empty() {
                parts.push(format!("{heading}\n{}", lines.join("\n")));
            }
        }
        if self.longest() > most {
            parts.push(words.more.clone());
        }
        parts.join("\n\n")
    }
}

/// A text in characters that take little room in a link: a curly quote takes nine.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '–' | '—' => plain.push('-'),
            '…' => plain.push_str("..."),
            '\u{a0}' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;
    use crate::email::LONGEST_MAILTO;

    const LETTER: &str = "{hello}\n\nCan we talk?\n\n{short}\n\nThank you\n{name}\n";

    fn words() -> ShortWords {
        let [hello, hello_anybody, dates, meetings, working, asked, agreed, changed, more] = [
            "Hello {name},",
            "Hello,",
            "My dates",
            "To arrange",
            "How I come back",
            "I would like",
            "We agreed",
            "New",
            "There is more.",
        ]
        .map(str::to_owned);
        ShortWords { hello, hello_anybody, dates, meetings, working, asked, agreed, changed, more }
    }

    fn body(link: &str) -> String {
        let body = link.split_once("&body=").expect("a body").1;
        percent_decode_str(body).decode_utf8().expect("UTF-8").replace("\r\n", "\n")
    }

    fn lines(number: usize) -> Vec<String> {
        (1..=number).map(|number| format!("By {number} July 2031: Talk to supervisor – “return”")).collect()
    }

    #[test]
    fn a_short_plan_is_the_text_of_the_email() {
        let short = Short {
            to: "Dr Ito".into(),
            from: "Zoë O’Neill".into(),
            dates: vec!["First day back: 1 September 2031".into()],
            meetings: lines(1),
            working: vec!["Phased return: Yes".into()],
            asked: vec!["Coaching (2 sessions)".into()],
            ..Short::default()
        };
        let link = short.mailto(Some("ito@example.org"), "Plan", LETTER, &words()).expect("it fits");
        assert!(link.starts_with("mailto:ito@example.org?subject=Plan&body=Hello%20Dr%20Ito%2C%0D%0A"));
        expect_test::expect![[r#"
            Hello Dr Ito,

            Can we talk?

            My dates
            - First day back: 1 September 2031

            To arrange
            - By 1 July 2031: Talk to supervisor - "return"

            How I come back
            - Phased return: Yes

            I would like
            - Coaching (2 sessions)

            Thank you
            Zoë O'Neill"#]]
        .assert_eq(&body(&link));
        let nobody = Short::default().mailto(None, "Plan", LETTER, &words()).expect("it fits");
        assert_eq!(body(&nobody), "Hello,\n\nCan we talk?\n\nThank you");
    }

    proptest! {
        #[test]
        fn what_does_not_fit_is_left_out_from_the_end_and_said(meetings in 0_usize..40, asked in 0_usize..40) {
            let short = Short { meetings: lines(meetings), asked: lines(asked), ..Short::default() };
            let link = short.mailto(None, "Plan", LETTER, &words()).expect("the letter fits");
            prop_assert!(link.len() <= LONGEST_MAILTO);
            let body = body(&link);
            let shown = body.matches("\n- ").count();
            prop_assert_eq!(shown < meetings + asked, body.contains("There is more."));
            prop_assert!(shown >= (meetings + asked).min(10), "{}", body);
        }
    }
}
