//! The two ways a plan reaches somebody's own mail program: a draft file and a `mailto:` link.
//!
//! Neither sends anything.

use mail_builder::encoders::base64::base64_encode_mime;
use mail_builder::encoders::quoted_printable::quoted_printable_encode;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The longest `mailto:` link that common mail programs open without cutting it.
///
/// Measured by others between 1,620 (Gmail) and 2,070 characters (Outlook on Windows).
pub const LONGEST_MAILTO: usize = 1_500;

/// A file that goes with a message.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type, without parameters.
    pub mime: &'a str,
    /// What is in it.
    pub content: &'a str,
}

/// Writes a message as a draft file (`.eml`) that mail programs open for editing.
///
/// `X-Unsent: 1` makes it a draft; there is neither a date, a sender nor a message id,
/// because the program that sends it adds them.
///
/// # Panics
/// Never: writing to memory cannot fail.
#[must_use]
pub fn draft(to: Option<&str>, subject: &str, text: &str, attachments: &[Attachment<'_>]) -> String {
    /// Neither of the encodings below ever writes `=_`, so no text can end its part.
    const BOUNDARY: &str = "=_plan";
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n").replace('\n', "\r\n");
    let mut body = Vec::new();
    quoted_printable_encode(text.as_bytes(), &mut body, true).expect(MEMORY);
    let mut parts = vec![encoded(ContentType::new("text/plain"), "quoted-printable", body)];
    for file in attachments {
        let mut content = Vec::new();
        base64_encode_mime(file.content.as_bytes(), &mut content, false).expect(MEMORY);
        let kind = ContentType::new(file.mime);
        parts.push(encoded(kind, "base64", content).attachment(file.name.to_owned()));
    }
    let kind = ContentType::new("multipart/mixed").attribute("boundary", BOUNDARY);
    let mut message = MimePart::new(kind, parts);
    let mut headers: Vec<(&str, HeaderType<'_>)> = vec![("X-Unsent", Raw::new("1").into())];
    if let Some(to) = to {
        headers.push(("To", Address::new_address(None::<&str>, one_line(to)).into()));
    }
    headers.push(("Subject", Text::new(one_line(subject)).into()));
    headers.push(("MIME-Version", Raw::new("1.0").into()));
    message.headers.splice(0..0, headers.into_iter().map(|(name, value)| (name.into(), value)));
    let mut written = Vec::new();
    message.write_part(&mut written).expect(MEMORY);
    String::from_utf8(written).expect("a message is written in ASCII")
}

const MEMORY: &str = "memory takes whatever is written";

/// A part whose content is encoded. All of it is text in UTF-8.
fn encoded<'x>(kind: ContentType<'x>, encoding: &'x str, content: Vec<u8>) -> MimePart<'x> {
    MimePart::new(kind.attribute("charset", "utf-8"), content).transfer_encoding(encoding)
}

/// Writes a link that opens a new message, or `None` if it would be longer than
/// [`LONGEST_MAILTO`].
#[must_use]
pub fn mailto(to: Option<&str>, subject: &str, text: &str) -> Option<String> {
    /// RFC 6068 allows more, but letters, digits and these are read alike everywhere.
    const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    const KEEP_IN_ADDRESS: &AsciiSet = &KEEP.remove(b'@');
    let text = text.trim().replace("\r\n", "\n").replace('\n', "\r\n");
    let link = format!(
        "mailto:{}?subject={}&body={}",
        utf8_percent_encode(&one_line(to.unwrap_or_default()), KEEP_IN_ADDRESS),
        utf8_percent_encode(&one_line(subject), KEEP),
        utf8_percent_encode(&text, KEEP),
    );
    (link.len() <= LONGEST_MAILTO).then_some(link)
}

/// A header value on one line: a line break in it could start another header.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_draft_is_read_back_whole() {
        let draft = draft(
            Some("team@example.org"),
            "Return to training plan",
            "Coming back – “soon”\n\nLine two, which is long enough to be folded somewhere: "
                .to_owned()
                .as_str(),
            &[],
        );
        let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
        assert_eq!(message.subject(), Some("Return to training plan"));
        let to = message.to().and_then(|to| to.first()).and_then(|to| to.address());
        assert_eq!(to, Some("team@example.org"));
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(message.date().is_none() && message.message_id().is_none() && message.from().is_none());
        let body = message.body_text(0).expect("a text body");
        assert_eq!(body.lines().next(), Some("Coming back – “soon”"));
        assert!(!draft.replace("\r\n", "").contains('\n'), "every line ends with CRLF");
    }

    /// What a mail program finds in the message: its text, and each file with name and type.
    fn found(message: &str) -> (String, Vec<(String, String, String)>) {
        let message = MessageParser::default().parse(message.as_bytes()).expect("a message");
        let text = message.body_text(0).unwrap_or_default().into_owned();
        let files = message.attachments().map(|part| {
            let kind = part.content_type().expect("a type");
            let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default());
            let name = part.attachment_name().expect("a name").to_owned();
            (name, kind, part.text_contents().expect("a text").to_owned())
        });
        (text, files.collect())
    }

    #[test]
    fn files_go_with_a_draft_unchanged() {
        let page = Attachment { name: "plan.html", mime: "text/html", content: "<p>Zoë\n--=_plan--\n" };
        let days = Attachment { name: "plan.ics", mime: "text/calendar", content: "BEGIN:VCALENDAR\r\n" };
        let draft = draft(None, "Plan", "Hello\n--=_plan--\n.\nFrom me", &[page, days]);
        let (text, files) = found(&draft);
        assert_eq!(text.replace("\r\n", "\n"), "Hello\n--=_plan--\n.\nFrom me");
        let owned = |file: Attachment<'_>| (file.name.into(), file.mime.into(), file.content.into());
        assert_eq!(files, [owned(page), owned(days)]);
        assert!(draft.split("\r\n").all(|line| line.len() <= 78 && !line.contains('\n') && line.is_ascii()));
    }

    #[test]
    fn a_link_breaks_lines_as_mail_programs_read_them() {
        let link = mailto(None, "My plan", "Hello,\nthe plan is attached.").expect("short");
        assert_eq!(link, "mailto:?subject=My%20plan&body=Hello%2C%0D%0Athe%20plan%20is%20attached.");
    }

    #[test]
    fn a_link_that_would_be_cut_is_not_made() {
        assert_eq!(mailto(None, "s", &"x ".repeat(700)), None);
    }

    proptest! {
        #[test]
        fn nothing_typed_adds_a_header(subject in any::<String>(), to in "[a-z\r\n: ]{0,40}", text in any::<String>()) {
            let file = Attachment { name: "plan.html", mime: "text/html", content: &text };
            let draft = draft(Some(&to), &subject, &text, &[file]);
            let (_, files) = found(&draft);
            prop_assert_eq!(files.len(), 1);
            prop_assert_eq!(&files[0].2, &text);
            let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
            for header in message.headers() {
                prop_assert!(
                    ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
                        .iter().any(|name| name.eq_ignore_ascii_case(header.name())),
                    "unexpected header {}", header.name()
                );
            }
        }

        #[test]
        fn a_link_decodes_to_what_was_typed(subject in "\\PC{0,40}", text in "[a-zA-Z0-9 \n,.&=?#+%]{0,80}") {
            let link = mailto(Some("a@b.example"), &subject, &text).expect("short");
            let body = link.split_once("&body=").expect("a body").1;
            let decoded = percent_encoding::percent_decode_str(body).decode_utf8().expect("UTF-8");
            prop_assert_eq!(decoded.replace("\r\n", "\n"), text.trim());
            prop_assert!(!link.contains('+') && !link.contains(' '));
        }
    }
}
