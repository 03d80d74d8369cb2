//! `cargo xtask bench`: the benchmarks of the core.

use anyhow::Result;

use crate::place::Place;
use crate::process;

/// Runs the benchmarks that `benches/` holds.
pub(crate) fn run(place: &Place) -> Result<()> {
    process::run(&mut place.cargo("bench --locked -p razmetka --bench annotate"))?;
    process::run(&mut place.cargo("bench --locked -p razmetka --bench tagger"))
}
