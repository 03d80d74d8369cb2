//! Running children: live, quietly, or live while their test results are counted.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How many tests ran, as `cargo test` and the runner of wasm-bindgen report them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Counts {
    /// One check that went well.
    pub(crate) const ONE: Counts = Counts { passed: 1, failed: 0 };

    pub(crate) fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// A child that ends with its owner.
pub(crate) struct Kept(pub(crate) Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // A child that has ended already needs no more, and nothing can be done about one that cannot be ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the command with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| format!("cannot start `{}`", typed(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", typed(command));
    }
    Ok(())
}

/// Runs the command with its output on the terminal and counts the tests it reports.
/// A command that fails without naming a failed test counts as one failure.
pub(crate) fn run_counted(command: &mut Command) -> Result<Counts> {
    announce(command);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut counts = Counts::default();
    for line in BufReader::new(child.stdout.take().context("the output is piped")?).split(b'\n') {
        let line = line?;
        let mut terminal = std::io::stdout().lock();
        terminal.write_all(&line)?;
        terminal.write_all(b"\n")?;
        counts.add(results(&String::from_utf8_lossy(&line)).unwrap_or_default());
    }
    if !child.wait()?.success() && counts.failed == 0 {
        counts.failed = 1;
    }
    Ok(counts)
}

/// What a command that reports something says on its standard output, if it can be run at all.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it, without the environment.
pub(crate) fn typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// `340 ms`, `41 s`, `6 min 42 s`.
pub(crate) fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds @ 1..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

fn announce(command: &Command) {
    println!("$ {}", typed(command));
}

/// Reads `test result: ok. 12 passed; 0 failed; ...`.
fn results(line: &str) -> Option<Counts> {
    let (_, tail) = line.split_once("test result: ")?;
    let before = |word: &str| tail.split_once(word)?.0.trim_end().rsplit(' ').next()?.parse().ok();
    Some(Counts { passed: before("passed;")?, failed: before("failed;")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_the_lines_of_the_runners() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 1 filtered out";
        assert_eq!(results(line), Some(Counts { passed: 12, failed: 3 }));
        assert_eq!(results("test pipeline::tests::ok ... ok"), None);
    }

    #[test]
    fn times_are_spoken_in_the_unit_that_matters() {
        let all = [0.34, 41.0, 402.9].map(|seconds| spoken(Duration::from_secs_f64(seconds)));
        assert_eq!(all, ["340 ms", "41 s", "6 min 42 s"]);
    }
}
