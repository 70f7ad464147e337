//! `supportt policy` as people run it.

use crate::command::{printed, supportt};
use crate::project::copy;
use expect_test::expect;

#[test]
fn a_question_graph_is_shown_of_a_region_that_exists() {
    let folder = copy();
    let output = supportt(folder.path(), &["policy", "graph", "--region", "north", "--as", "svg"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(printed(&output.stdout).starts_with("<svg "));
    let output = supportt(folder.path(), &["policy", "graph"]);
    assert!(printed(&output.stdout).contains("\n 1. Where are you now?\n"), "{}", printed(&output.stdout));
    let output = supportt(folder.path(), &["policy", "graph", "--region", "nroth"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: there is no region `nroth`
          = hint: did you mean `north`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}
