//! The chores of the workspace: `cargo xtask help` lists them.
//!
//! Every chore first sees to its own tools ([`setup`]), so that a fresh clone needs one command.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal: it reads files, the environment and the clock, and prints"
)]

mod bench;
mod browser;
mod pack;
mod page;
mod place;
mod process;
mod setup;
mod size;
mod split;
mod squeeze;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use xtask::serve::Serving;

use crate::place::Place;

const HELP: &str = "\
Chores of the workspace. Each sets up what it needs first.

  cargo xtask serve [--port N]       build the release page and serve it on 127.0.0.1
  cargo xtask test [--only STEP]...  formatting, lints, native and wasm tests, browser journeys
  cargo xtask build                  build the release page into dist/
  cargo xtask size                   table of the shipped files; fails when they weigh too much
  cargo xtask bench [--page]         benchmarks of the core, or of the page in the browser
  cargo xtask screenshots            pictures of the page into target/screenshots/
  cargo xtask setup [--dry-run]      only the set-up: what is there, what is missing, how it is got
  cargo xtask ci                     what continuous integration runs: the same as test
";

const FIRST_PORT: u16 = 8080;

#[derive(Default)]
struct Flags {
    chore: Option<String>,
    port: Option<u16>,
    only: Vec<String>,
    page: bool,
    dry_run: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let flags = read_flags()?;
    let place = Place::find()?;
    match flags.chore.as_deref() {
        Some("serve") => serve(&place, flags.port)?,
        Some("test" | "ci") => return test::run(&place, &flags.only),
        Some("build") => page::run(&place)?,
        Some("size") => size::run(&place)?,
        Some("bench") if flags.page => browser::measure_page(&place)?,
        Some("bench") => bench::run(&place)?,
        Some("screenshots") => browser::take_screenshots(&place)?,
        Some("setup") if flags.dry_run => setup::describe(&place, &tools::all()),
        Some("setup") => setup::ensure(&place, &tools::all())?,
        None | Some("help") => print!("{HELP}"),
        Some(other) => bail!("unknown chore `{other}`; `cargo xtask help` lists them"),
    }
    Ok(ExitCode::SUCCESS)
}

fn read_flags() -> Result<Flags> {
    let mut flags = Flags::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(chore) if flags.chore.is_none() => flags.chore = Some(chore.string()?),
            Long("port") => flags.port = Some(arguments.value()?.parse()?),
            Long("only") => flags.only.push(arguments.value()?.string()?),
            Long("page") => flags.page = true,
            Long("dry-run") => flags.dry_run = true,
            Long("help") | Short('h') => flags.chore = Some("help".into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(flags)
}

fn serve(place: &Place, port: Option<u16>) -> Result<()> {
    setup::ensure(place, &tools::for_page())?;
    page::build(place)?;
    let wanted = port.unwrap_or(FIRST_PORT);
    let serving = Serving::start(&place.dist(), wanted)?;
    if serving.port() != wanted {
        println!("\nPort {wanted} is taken.");
    }
    println!("\nRazmetka is at {}  (Ctrl-C ends)", serving.address());
    loop {
        std::thread::park();
    }
}
