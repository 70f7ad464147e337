//! How long inputs of a size take: `cargo bench --package supportt-fuzz -- [part of a name] [bytes]`, 1 MB unless a size is
//! named. None may take two seconds.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use supportt_fuzz::{large, targets};

const LIMIT: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let size = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let wanted = arguments.iter().find(|argument| argument.parse::<usize>().is_err());
    // The theme and the words are read once.
    targets::build([]);
    let mut is_slow = false;
    for (name, run) in
        large::all().into_iter().filter(|(name, _)| wanted.is_none_or(|part| name.contains(part.as_str())))
    {
        let start = Instant::now();
        run(size);
        let took = start.elapsed();
        is_slow |= took > LIMIT;
        println!("{:8.3} s  {name}{}", took.as_secs_f64(), if took > LIMIT { "  TOO SLOW" } else { "" });
    }
    if is_slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
