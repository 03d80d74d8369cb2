//! The arguments of the program.

use std::path::{Path, PathBuf};

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use razmetka::{Date, Options, Pipeline};

use crate::complain;
use crate::model::Model;

/// Annotates Russian news: the clean article, its entities, its metrics, who said what, and statistics.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Annotate(AnnotateArgs),
    Eval(EvalArgs),
    Compare(CompareArgs),
}

/// Annotates texts, pages and batches.
///
/// Exit status: 0 done, 1 some inputs failed, 2 wrong usage.
#[derive(Debug, Group)]
pub(crate) struct AnnotateArgs {
    /// Files to read; - or none reads the standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Form of the input [default: by extension: .html and .htm, .jsonl and .ndjson, else text]
    #[arg(long, value_enum)]
    pub(crate) from: Option<From>,
    /// Form of the output [default: json; jsonl for a batch and for several files]
    #[arg(long, value_enum)]
    pub(crate) to: Option<To>,
    /// Keep the text as it is: nothing is removed, no spacing is changed
    #[arg(long)]
    pub(crate) no_clean: bool,
    /// When the text was published, such as 2024-01-29; relative dates count from it
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Date>,
    #[command(flatten)]
    pub(crate) weights: Weights,
    /// Say on the standard error which rule found each mention and why a block was left out
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Scores the annotation of brat files (.txt with .ann) against theirs: strict, nested, span and kind.
#[derive(Debug, Group)]
pub(crate) struct EvalArgs {
    /// Folder with .txt and .ann files
    #[arg(value_name = "GOLD_DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) weights: Weights,
    /// List every span that is missed or wrong
    #[arg(long)]
    pub(crate) errors: bool,
}

/// The weights of the tagger.
#[derive(Debug, Group)]
pub(crate) struct Weights {
    /// Weights of the neural tagger, or "none" for rules and word lists alone [default: those of the program]
    #[arg(long, value_name = "PATH|none", value_parser = parse_model)]
    model: Option<Model>,
}

impl Weights {
    /// A pipeline with the wanted weights; says what is wrong with them where it has none.
    pub(crate) fn pipeline(&self, options: Options) -> Option<Pipeline> {
        match self.model.as_ref().unwrap_or(&Model::Shipped).load() {
            Ok(tagger) => Some(Pipeline { tagger, ..Pipeline::new(options) }),
            Err(refusal) => {
                complain(&refusal);
                None
            }
        }
    }
}

/// Lists which facts of two documents agree, differ or are missing.
#[derive(Debug, Group)]
pub(crate) struct CompareArgs {
    /// An exported document (.json), or a text or page to annotate
    #[arg(value_name = "A")]
    pub(crate) left: PathBuf,
    /// Another one
    #[arg(value_name = "B")]
    pub(crate) right: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) to: CompareTo,
    #[command(flatten)]
    pub(crate) weights: Weights,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Text,
    Html,
    Jsonl,
}

impl From {
    /// The form that a file's extension tells.
    pub(crate) fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::Jsonl,
            _ => Self::Text,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// The public JSON, indented
    Json,
    /// The public JSON, one document a line
    Jsonl,
    /// The clean text
    Text,
    /// brat standoff annotations (.ann) of the clean text
    Brat,
    /// The figures as a table
    Csv,
    /// The text with carets and labels under its lines, to read
    Carets,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareTo {
    Text,
    Json,
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that clap asks for")]
fn parse_model(text: &str) -> Result<Model, String> {
    Ok(if text == "none" { Model::None } else { Model::File(text.into()) })
}
