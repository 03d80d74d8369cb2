//! `razmetka eval`: the annotation of brat files against theirs, strict and nested.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use razmetka::document::Kind;
use razmetka::tag::Finders;
use razmetka::{Document, Input, Options, Units};

use crate::Outcome;
use crate::annotate::annotate;
use crate::args::EvalArgs;
use crate::input::Place;

/// A span in code points and its kind.
type Mark = (u32, u32, String);

/// Counts of marks: right, found and in the gold.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }

    /// Precision, recall and their harmonic mean.
    fn scores(self) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let both = self.found + self.gold;
        let f1 = if both == 0 { 0.0 } else { 2.0 * self.right as f64 / both as f64 };
        [share(self.found), share(self.gold), f1]
    }
}

/// What the tables count: by kind.
type Counts = BTreeMap<String, Count>;

pub(crate) fn run(args: &EvalArgs) -> Result<Outcome> {
    // The gold counts in the text as it is, so nothing may be cleaned away.
    let options = Options { clean: false, ..Options::default() };
    let Some(mut pipeline) = args.weights.pipeline(options) else { return Ok(Outcome::Usage) };
    let texts = texts(&args.folder)?;
    let finders: &[Finders] = if pipeline.tagger.is_some() {
        &[Finders::Both, Finders::Rules, Finders::Model]
    } else {
        &[Finders::Rules]
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut counts, mut left_out) = (vec![Counts::new(); finders.len()], 0);
    for path in &texts {
        let text = Place::File(path.clone()).read()?;
        let gold_path = path.with_extension("ann");
        let (gold, discontinuous) = gold(&Place::File(gold_path.clone()).read()?)
            .with_context(|| format!("in {}", gold_path.display()))?;
        left_out += discontinuous;
        for (at, (&finders, counts)) in finders.iter().zip(&mut counts).enumerate() {
            pipeline.options.finders = finders;
            let document = annotate(&pipeline, Input::Text(&text)).map_err(anyhow::Error::msg)?;
            let found = found(&document);
            count(&gold, &found, counts);
            if args.errors && at == 0 {
                write_errors(path, &text, &gold, &found, &mut output)?;
            }
        }
    }
    write_table(&counts, &mut output)?;
    writeln!(output, "{} texts; {left_out} discontinuous spans of the gold left out", texts.len())?;
    write_foreign(&counts[0], &mut output)?;
    output.flush()?;
    Ok(Outcome::Done)
}

/// The texts of a folder that have annotations, by name.
fn texts(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut texts = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let is_text = path.extension().is_some_and(|extension| extension == "txt");
        if is_text && path.with_extension("ann").is_file() {
            texts.push(path);
        }
    }
    if texts.is_empty() {
        bail!("{} has no .txt file with an .ann file beside it", folder.display());
    }
    texts.sort();
    Ok(texts)
}

/// The marks of a standoff file, and how many discontinuous ones were left out.
fn gold(annotations: &str) -> Result<(BTreeSet<Mark>, usize)> {
    let (mut marks, mut discontinuous) = (BTreeSet::new(), 0);
    for (line, number) in annotations.lines().zip(1..).filter(|(line, _)| line.starts_with('T')) {
        let place = line.split('\t').nth(1).with_context(|| format!("line {number} has no tab"))?;
        if place.contains(';') {
            discontinuous += 1;
            continue;
        }
        let mark = parse_mark(place).with_context(|| {
            format!("line {number}: expected a kind, a start and an end such as PERSON 0 9, found {place:?}")
        })?;
        marks.insert(mark);
    }
    Ok((marks, discontinuous))
}

fn parse_mark(place: &str) -> Option<Mark> {
    let mut fields = place.split(' ');
    let kind = fields.next()?.to_owned();
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?, kind))
}

/// The mentions of a document in code points of its source.
fn found(document: &Document) -> BTreeSet<Mark> {
    let units = Units::new(document.text.source());
    let marks = document.mentions.iter().filter_map(|mention| {
        let span = document.text.to_source(mention.span);
        Some((units.code_point(span.start())?, units.code_point(span.end())?, mention.kind.name().to_owned()))
    });
    marks.collect()
}

fn count(gold: &BTreeSet<Mark>, found: &BTreeSet<Mark>, kinds: &mut Counts) {
    for mark in gold {
        let count = kinds.entry(mark.2.clone()).or_default();
        count.gold += 1;
        count.right += usize::from(found.contains(mark));
    }
    for mark in found {
        kinds.entry(mark.2.clone()).or_default().found += 1;
    }
}

fn write_errors(
    path: &Path,
    text: &str,
    gold: &BTreeSet<Mark>,
    found: &BTreeSet<Mark>,
    output: &mut impl Write,
) -> io::Result<()> {
    let units = Units::new(text);
    let words = |mark: &Mark| {
        let ends = units.byte_of_code_point(mark.0).zip(units.byte_of_code_point(mark.1));
        let words = ends.and_then(|(start, end)| text.get(start as usize..end as usize));
        words.unwrap_or_default().replace(['\n', '\r'], " ")
    };
    let name = path.file_stem().unwrap_or_default().display().to_string();
    let missed = gold.difference(found).map(|mark| ("missed", mark));
    let wrong = found.difference(gold).map(|mark| ("wrong", mark));
    let mut errors: Vec<(&str, &Mark)> = missed.chain(wrong).collect();
    errors.sort_by_key(|(_, mark)| (mark.0, mark.1));
    for (verdict, mark) in errors {
        writeln!(output, "{name}\t{}\t{verdict}\t{}\t{}", mark.0, mark.2, words(mark))?;
    }
    Ok(())
}

/// A kind that NEREL lacks counts neither for nor against where the gold has none of it.
fn is_foreign(kind: &str, count: Count) -> bool {
    kind == Kind::Quantity.name() && count.gold == 0
}

/// A row for each kind; the F1 of rules and of the tagger alone stand beside that of both.
fn write_table(counts: &[Counts], output: &mut impl Write) -> io::Result<()> {
    let Some((shown, beside)) = counts.split_first() else { return Ok(()) };
    write!(
        output,
        "{:<18} {:>6} {:>6} {:>6}  {:>6} {:>6} {:>6}",
        "kind", "gold", "found", "right", "P", "R", "F1"
    )?;
    let alone = if beside.is_empty() { "" } else { "   rules  model" };
    writeln!(output, "{alone}")?;
    for kind in shown.keys().filter(|kind| !is_foreign(kind, shown[*kind])) {
        let row: Vec<Count> =
            counts.iter().map(|counts| counts.get(kind).copied().unwrap_or_default()).collect();
        write_row(kind, &row, output)?;
    }
    let total = |counts: &Counts| {
        let known = counts.iter().filter(|(kind, count)| !is_foreign(kind, **count));
        known.fold(Count::default(), |mut sum, (_, count)| {
            sum.add(*count);
            sum
        })
    };
    write_row("total", &counts.iter().map(total).collect::<Vec<_>>(), output)
}

fn write_foreign(counts: &Counts, output: &mut impl Write) -> io::Result<()> {
    for (kind, count) in counts.iter().filter(|(kind, count)| is_foreign(kind, **count)) {
        writeln!(output, "not a kind of the gold and not counted: {} {kind}", count.found)?;
    }
    Ok(())
}

fn write_row(name: &str, counts: &[Count], output: &mut impl Write) -> io::Result<()> {
    let Some((shown, beside)) = counts.split_first() else { return Ok(()) };
    let [precision, recall, f1] = shown.scores();
    let Count { gold, found, right } = shown;
    write!(output, "{name:<18} {gold:>6} {found:>6} {right:>6}  {precision:>6.3} {recall:>6.3} {f1:>6.3}")?;
    for count in beside {
        write!(output, " {:>6.3}", count.scores()[2])?;
    }
    writeln!(output)
}
