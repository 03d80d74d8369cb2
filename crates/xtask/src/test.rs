//! `cargo xtask test`: every check in order, and a count at the end.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::place::Place;
use crate::process::{Counts, run as run_live, run_counted, spoken};
use crate::{browser, page, setup, size, tools, wasm};

/// One check that can be repeated alone.
struct Step {
    name: &'static str,
    says: &'static str,
    run: fn(&Place) -> Result<Counts>,
}

const STEPS: &[Step] = &[
    Step { name: "format", says: "formatting", run: format },
    Step { name: "lint", says: "lints, natively", run: lint },
    Step { name: "lint-wasm", says: "lints of the core and the page for wasm32", run: lint_wasm },
    Step { name: "native", says: "native tests and the examples in the documentation", run: native },
    Step { name: "boundary", says: "wasm tests of the boundary", run: boundary },
    Step { name: "page", says: "the release page and its weight", run: page },
    Step { name: "journeys", says: "journeys through the page in a browser", run: journeys },
];

/// Runs the steps of the given names, or all.
pub(crate) fn run(place: &Place, only: &[String]) -> Result<ExitCode> {
    let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    let unknown = only.iter().find(|name| !known.contains(&name.as_str()));
    ensure!(
        unknown.is_none(),
        "no step `{}`; the steps are {}",
        unknown.map_or("", |name| name),
        known.join(", ")
    );
    setup::ensure(place, &tools::all())?;

    let named = |name: &str| only.iter().any(|other| other == name);
    // Journeys through a page of yesterday would prove nothing.
    let wanted =
        |step: &&Step| only.is_empty() || named(step.name) || (step.name == "page" && named("journeys"));
    let mut total = Counts::default();
    let mut failed = Vec::new();
    for step in STEPS.iter().filter(wanted) {
        let counts = attempt(place, step);
        if counts.failed > 0 {
            failed.push(step.name);
        }
        total.add(counts);
    }
    report(&failed, total);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt(place: &Place, step: &Step) -> Counts {
    println!("\n== {}", step.says);
    let started = Instant::now();
    let counts = (step.run)(place).unwrap_or_else(|error| {
        println!("{error:#}");
        Counts { passed: 0, failed: 1 }
    });
    let outcome = if counts.failed == 0 { "good" } else { "FAILED" };
    println!("-- {}: {outcome} after {}", step.says, spoken(started.elapsed()));
    counts
}

fn report(failed: &[&str], total: Counts) {
    println!();
    for name in failed {
        println!("To repeat what failed: cargo xtask test --only {name}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
}

fn format(place: &Place) -> Result<Counts> {
    run_live(&mut place.cargo("fmt --all --check"))?;
    Ok(Counts::ONE)
}

fn lint(place: &Place) -> Result<Counts> {
    run_live(
        &mut place.cargo("clippy --locked --workspace --exclude razmetka-web --exclude razmetka-app --all-targets -- -D warnings"),
    )?;
    Ok(Counts::ONE)
}

fn lint_wasm(place: &Place) -> Result<Counts> {
    let mut clippy = place.cargo("clippy --locked -p razmetka-web -p razmetka-app --all-targets --target");
    run_live(clippy.args([wasm::TARGET, "--", "-D", "warnings"]).envs(wasm::environment(place)))?;
    let mut core = place.cargo("clippy --locked -p razmetka --lib --target");
    run_live(core.args([wasm::TARGET, "--", "-D", "warnings"]).envs(wasm::environment(place)))?;
    Ok(Counts::ONE)
}

fn native(place: &Place) -> Result<Counts> {
    run_counted(
        &mut place.cargo(
            "test --locked --workspace --exclude razmetka-web --exclude razmetka-app --exclude journeys",
        ),
    )
}

fn boundary(place: &Place) -> Result<Counts> {
    let mut tests = place.cargo("test --locked -p razmetka-web --all-targets --target");
    tests.arg(wasm::TARGET).envs(wasm::environment(place));
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    if let Some(driver) = tools::chromedriver(place) {
        tests.env("CHROMEDRIVER", driver);
    }
    run_counted(&mut tests)
}

fn page(place: &Place) -> Result<Counts> {
    page::build(place)?;
    size::print(place)?;
    Ok(Counts::ONE)
}

fn journeys(place: &Place) -> Result<Counts> {
    ensure!(place.dist().join("index.html").is_file(), "there is no page to go through");
    browser::run_journeys(place)
}
