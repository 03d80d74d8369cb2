//! `razmetka annotate`: single documents; batches are in [`crate::batch`].

use std::io::{self, BufWriter, StdoutLock, Write};
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};

use anyhow::Result;
use razmetka::export::{brat, carets, csv, json, jsonl};
use razmetka::{Document, Input, Options, Pipeline};

use crate::args::{AnnotateArgs, From, To};
use crate::explain::explain;
use crate::input::Place;
use crate::{Outcome, batch, complain};

/// Annotates every input, in order.
pub(crate) fn run(args: &AnnotateArgs) -> Result<Outcome> {
    let places = Place::all(&args.files);
    let forms: Vec<From> =
        places.iter().map(|place| args.from.unwrap_or_else(|| From::of(place.path()))).collect();
    if let Some(refusal) = refuse_forms(args.to, &forms) {
        complain(&refusal);
        return Ok(Outcome::Usage);
    }
    let options = Options { clean: !args.no_clean, published: args.published.clone(), ..Options::default() };
    let Some(pipeline) = args.weights.pipeline(options) else { return Ok(Outcome::Usage) };
    let to = args.to.unwrap_or(if places.len() > 1 { To::Jsonl } else { To::Json });
    let mut output = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    if to == To::Csv {
        write!(output, "{}\r\n", csv::HEADER)?;
    }
    for (place, form) in places.iter().zip(forms) {
        let done = match form {
            From::Jsonl => batch::run(&pipeline, place, args.explain, &mut output)?,
            From::Text | From::Html => one(&pipeline, place, form, to, args.explain, &mut output)?,
        };
        if done == Outcome::SomeFailed {
            outcome = done;
        }
    }
    output.flush()?;
    Ok(outcome)
}

/// Texts and standoff have no place for the identifiers of a batch.
fn refuse_forms(to: Option<To>, forms: &[From]) -> Option<String> {
    let flat = matches!(to, Some(To::Text | To::Brat | To::Csv | To::Carets));
    (flat && forms.contains(&From::Jsonl))
        .then(|| "a batch is written as jsonl only; leave --to out".to_owned())
}

/// Annotates one input that is read whole. What cannot be read is reported and does not stop the others.
fn one(
    pipeline: &Pipeline,
    place: &Place,
    form: From,
    to: To,
    explaining: bool,
    output: &mut BufWriter<StdoutLock<'_>>,
) -> Result<Outcome> {
    let document = place.read().and_then(|text| {
        let input = if form == From::Html { Input::Html(&text) } else { Input::Text(&text) };
        annotate(pipeline, input).map_err(anyhow::Error::msg)
    });
    let document = match document {
        Ok(document) => document,
        Err(error) => {
            complain(&format!("{error:#}"));
            if to == To::Jsonl {
                writeln!(output, "{}", jsonl::failure(&place.name(), &format!("{error:#}")))?;
            }
            return Ok(Outcome::SomeFailed);
        }
    };
    if explaining {
        explain(&document, &place.name(), &mut io::stderr().lock())?;
    }
    write(&document, place, to, output)?;
    Ok(Outcome::Done)
}

fn write(document: &Document, place: &Place, to: To, output: &mut BufWriter<StdoutLock<'_>>) -> Result<()> {
    match to {
        To::Json => writeln!(output, "{}", json::text(&json::document(document)))?,
        To::Jsonl => writeln!(output, "{}", jsonl::line(&place.name(), document))?,
        To::Text => {
            output.write_all(document.text.clean().as_bytes())?;
            if !document.text.clean().ends_with('\n') {
                writeln!(output)?;
            }
        }
        To::Csv => output.write_all(csv::metrics(&place.name(), document).as_bytes())?,
        To::Carets => output.write_all(carets::carets(document).as_bytes())?,
        To::Brat => output.write_all(brat::standoff(document).annotations.as_bytes())?,
    }
    Ok(())
}

/// Annotates; a fault of the program costs one document, not the batch.
pub(crate) fn annotate(pipeline: &Pipeline, input: Input<'_>) -> Result<Document, String> {
    let annotate = || pipeline.annotate_with(input, |_| ControlFlow::Continue(()));
    match panic::catch_unwind(AssertUnwindSafe(annotate)) {
        Ok(ControlFlow::Continue(document)) => Ok(document),
        Ok(ControlFlow::Break(())) => Err("annotation was stopped".to_owned()),
        Err(_) => Err("the program failed on this text; please report it with the text".to_owned()),
    }
}
