//! `razmetka compare`: the facts of two documents side by side.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use razmetka::compare::{Fact, Sort, Verdict, compare};
use razmetka::export::json;
use razmetka::{Input, Options, Pipeline};

use crate::Outcome;
use crate::annotate::annotate;
use crate::args::{CompareArgs, CompareTo, From};
use crate::explain::shortened;
use crate::input::Place;

/// Characters of a fact in the text; the JSON has it whole.
const MOST: usize = 120;

pub(crate) fn run(args: &CompareArgs) -> Result<Outcome> {
    let Some(pipeline) = args.weights.pipeline(Options::default()) else { return Ok(Outcome::Usage) };
    let facts = compare(&read(&pipeline, &args.left)?, &read(&pipeline, &args.right)?);
    let mut output = BufWriter::new(io::stdout().lock());
    match args.to {
        CompareTo::Json => {
            serde_json::to_writer_pretty(&mut output, &facts)?;
            writeln!(output)?;
        }
        CompareTo::Text => write_text(&facts, &mut output)?,
    }
    output.flush()?;
    Ok(Outcome::Done)
}

/// An exported document, or a text or page that is annotated first.
fn read(pipeline: &Pipeline, path: &PathBuf) -> Result<json::Document> {
    let place = Place::all(std::slice::from_ref(path)).remove(0);
    let text = place.read()?;
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(&text)
            .with_context(|| format!("{} is no document that razmetka exported", place.name()));
    }
    let input = if From::of(path) == From::Html { Input::Html(&text) } else { Input::Text(&text) };
    let document = annotate(pipeline, input).map_err(anyhow::Error::msg)?;
    Ok(json::document(&document))
}

fn write_text(facts: &[Fact], output: &mut impl Write) -> io::Result<()> {
    for (sort, title) in
        [(Sort::Metric, "Figures"), (Sort::Date, "Dates"), (Sort::Quote, "Quotes"), (Sort::Entity, "Names")]
    {
        let of_sort: Vec<&Fact> = facts.iter().filter(|fact| fact.sort == sort).collect();
        let count = |verdict| of_sort.iter().filter(|fact| fact.verdict == verdict).count();
        writeln!(
            output,
            "{title}: {} agree, {} differ, {} only in the first, {} only in the second",
            count(Verdict::Agree),
            count(Verdict::Differ),
            count(Verdict::OnlyLeft),
            count(Verdict::OnlyRight)
        )?;
        for fact in of_sort {
            write_fact(fact, output)?;
        }
    }
    Ok(())
}

fn write_fact(fact: &Fact, output: &mut impl Write) -> io::Result<()> {
    let left = shortened(fact.left.as_deref().unwrap_or_default(), MOST);
    let right = shortened(fact.right.as_deref().unwrap_or_default(), MOST);
    match fact.verdict {
        Verdict::Agree => writeln!(output, "  = {left}"),
        Verdict::Differ => writeln!(output, "  ≠ {left}\n    {right}"),
        Verdict::OnlyLeft => writeln!(output, "  < {left}"),
        Verdict::OnlyRight => writeln!(output, "  > {right}"),
    }
}
