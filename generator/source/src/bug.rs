//! Faults of this program itself: a panic becomes a message that says what was being worked on.
//!
//! The place in the code is printed by the panic itself.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use crate::build_error::BuildError;

/// A panic, and the file that was being worked on.
struct Bug {
    file: String,
    message: String,
}

/// Works on a file. A panic meanwhile is passed on with the path of the file.
pub fn at<T>(file: &str, work: impl FnOnce() -> T) -> T {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let bug = match payload.downcast::<Bug>() {
            Ok(inner) => inner,
            Err(payload) => Box::new(Bug { file: file.to_owned(), message: message(payload.as_ref()) }),
        };
        panic::resume_unwind(bug)
    })
}

/// Does some work.
///
/// # Errors
///
/// When it panics. What it left half done is not to be used again.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, BuildError> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| match payload.downcast::<Bug>() {
        Ok(bug) => BuildError::Bug { file: Some(bug.file), message: bug.message },
        Err(payload) => BuildError::Bug { file: None, message: message(payload.as_ref()) },
    })
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it does not say what").to_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn a_panic_is_told_with_the_file_that_was_worked_on() {
        let files = ["content/a.md", "content/b.md"];
        let work = |file: &&str| at(file, || assert!(!file.contains('b'), "b is too much"));
        let error = catch(|| files.par_iter().for_each(work)).expect_err("it panics").to_string();
        expect![[r#"
            this is a bug in supportt, met while it worked on `content/b.md`: b is too much
              = hint: undo the last change to `content/b.md` to go on, and report what is printed here with that file"#]]
        .assert_eq(&error);
        let error =
            catch(|| at("a", || at("b", || panic!("inner")))).map(|(): ()| ()).expect_err("it panics");
        assert!(error.to_string().contains("worked on `b`: inner"), "{error}");
        let error = catch(|| panic!("nowhere")).map(|(): ()| ()).expect_err("it panics").to_string();
        assert!(error.starts_with("this is a bug in supportt: nowhere\n"), "{error}");
    }
}
