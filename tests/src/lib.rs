//! What the tests of the whole product share: the real site, served, and a real browser.

pub mod browser;
pub mod evaluation;
pub mod site;
