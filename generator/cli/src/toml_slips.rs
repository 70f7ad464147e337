//! What the whole program says of TOML that is no TOML.

use expect_test::{Expect, expect};

use supportt_fixture::check_short;

const NORTH: &str = supportt_fixture::NORTH;

/// What is said when one passage of the North's policy is changed.
fn check(from: &str, to: &str, expect: Expect) {
    assert!(NORTH.contains(from), "`{from}` stands in the file");
    check_short(&format!("//- content/north/region.toml\n{}", NORTH.replacen(from, to, 1)), expect);
}

#[test]
fn one_mistake_is_one_message() {
    check(
        "months = 3 } }",
        "months = 3 }",
        expect![[r#"
        content/north/region.toml:40:9: error: this bracket is not closed (hint: write `}` where it ends)
    "#]],
    );
    check(
        "[[rule]]",
        "[rule]",
        expect![[r#"
        content/north/region.toml:27:1: error: this begins a table, and the others of its name begin entries of a list (hint: write `[[rule]]`)
    "#]],
    );
    check(
        "[[rule]]\nid = \"minimum-absence\"",
        "[rule]\nid = \"minimum-absence\"",
        expect![[r#"
        content/north/region.toml:37:1: error: this begins a table, and the others of its name begin entries of a list (hint: write `[[rule]]`)
    "#]],
    );
    check(
        "[[rule]]",
        "[[rule]",
        expect![[r#"
        content/north/region.toml:27:1: error: what begins a table or an entry stands between the same brackets on both sides (hint: write `[[rule]]`)
    "#]],
    );
    check(
        "[[rule]]",
        "[[rules]]",
        expect![[r#"
        content/north/region.toml:27:3: error: a region has no list `rules` (hint: did you mean `rule`?)
    "#]],
    );
    check(
        "[contact]",
        "[terms]\nplace = \"the South\"\n[contact]",
        expect![[r#"
        content/north/region.toml:13:1: error: this table is begun twice (hint: put all its fields below one `[terms]`; if it is a list, begin each entry with `[[terms]]`)
    "#]],
    );
    check(
        "[[rule]]\nid = \"below-minimum\"",
        "id = \"below-minimum\"",
        expect![[r#"
            content/north/region.toml:47:1: error: a new entry seems to begin here: the `[[rule]]` above has an `id` already (hint: write `[[rule]]` on the line before; or remove one `id`)
        "#]],
    );
    check(
        "[terms]\n",
        "[terms]\nteam = \"the team\"\n",
        expect![[r#"
        content/north/region.toml:10:1: error: the same field is written twice: remove one of them
    "#]],
    );
    check(
        "order = ",
        "order: ",
        expect![[r#"
        content/north/region.toml:2:6: error: a name and its value are joined by `=` (hint: write `order = 1`)
    "#]],
    );
    check(
        "order = ",
        "<<<<<<< HEAD\norder = 3\n=======\norder = 4\n>>>>>>> main\norder = ",
        expect![[r#"
        content/north/region.toml:2:1: error: two people changed this, and nobody has chosen between the two texts yet (hint: keep the right lines, and take out the other ones and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`)
    "#]],
    );
    check(
        "summary = \"The northern region.\"",
        "summary \"Some words.\"",
        expect![[r#"
            content/north/region.toml:3:1: error: a name and its value are joined by `=` (hint: write `summary = "Some words."`)
        "#]],
    );
}

#[test]
fn what_can_be_read_beside_a_mistake_is_judged() {
    check_short(
        r#"
//- content/north/a.md
+++
title = “A”
description = "A."
ownr = "Us"
last_reviewed = "5 October 2025"
[course]
topics = [simulation]
audience = ["doctors"]
funded = "no"
[course.session]
from = 2026-06-01
+++
"#,
        expect![[r#"
            content/north/a.md:2:9: error: text stands between quotation marks: no straight quotation marks here (hint: write `"A"`)
            content/north/a.md:4:1: error: a page has no field `ownr`: not a field (hint: did you mean `owner`?)
            content/north/a.md:5:17: error: `last_reviewed` must be a date, without quotation marks: this is text (hint: write `last_reviewed = 2025-10-05`)
            content/north/a.md:7:11: error: text stands between quotation marks: no straight quotation marks here (hint: write `"simulation"`)
            content/north/a.md:8:13: error: `audience` cannot be `doctors`: not `trainees` or `educators` (hint: write `trainees` or `educators`)
            content/north/a.md:9:10: error: `funded` must be `true` or `false`, without quotation marks: this is text (hint: write `funded = false`)
            content/north/a.md:10:1: error: `session` must be a list of entries (hint: begin each entry with a line `[[course.session]]`, with two brackets on each side)
        "#]],
    );
}
