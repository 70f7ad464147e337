//! Words for people who cannot see a picture.

use supportt_markdown::passages::Part;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any};

/// Words for people who cannot see a picture that do not say what it shows.
static NO_WORDS: Pattern = Pattern::new(|| {
    any(&[
        r"^((image|picture|photo|graphic|diagram|chart|flow ?chart|figure|infographic|logo|icon|banner|alt|alt text|alternative text|untitled|screenshot)( ?\d*))?$",
        r"^(img|dsc|image|screenshot)[-_ ]?\d[\d\s.:_-]*(at [\d.: ]+)?$",
        r"\.(png|jpe?g|gif|svg|webp|avif)$",
        r"^(an? )?(image|picture|photo|graphic) of\b",
    ])
});

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for part in parts {
        let Part::Picture { words, span } = part else { continue };
        if !words.trim().is_empty() && NO_WORDS.is_match(words.trim()) {
            diagnostics.push(
                Diagnostic::advice(
                    "image::words",
                    *span,
                    format!("“{words}” does not say what the picture shows"),
                )
                .hint("say what people are meant to learn from it; that it is a picture is told already"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn words_say_what_a_picture_shows() {
        check_short(
            &page(
                "a.md",
                "![Diagram](north/map.svg) ![alt text](north/map.svg) ![Screenshot 2024-03-01 at 10.44.12](north/map.svg) ![Image of the North](north/map.svg) ![A map of the North](north/map.svg)\n",
            ),
            expect![[r#"
                content/a.md:7:1: advice: “Diagram” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/a.md:7:27: advice: “alt text” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/a.md:7:54: advice: “Screenshot 2024-03-01 at 10.44.12” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/a.md:7:106: advice: “Image of the North” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
            "#]],
        );
    }
}
