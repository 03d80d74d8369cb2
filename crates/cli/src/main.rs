//! `razmetka`: annotates files and batches of files, scores annotations, compares documents.
//!
//! The program reads and writes; everything else is the library's.
#![allow(clippy::disallowed_methods, reason = "the command line is where files are read and threads start")]

mod annotate;
mod args;
mod batch;
mod compare;
mod eval;
mod explain;
mod input;
mod model;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a command ended, by the status that it gives to the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Some inputs could not be read; the others were.
    SomeFailed,
    /// The command asks for what cannot be.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::SomeFailed => Self::from(1),
            Outcome::Usage => Self::from(2),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match &args.command {
        Command::Annotate(args) => annotate::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Compare(args) => compare::run(args),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            Outcome::SomeFailed.into()
        }
    }
}

/// Says what is wrong. Where nobody listens any more, there is nobody to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "razmetka: {message}");
}

/// A reader such as `head` that has seen enough is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(ErrorKind::BrokenPipe))
}
