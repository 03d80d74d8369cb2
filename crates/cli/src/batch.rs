//! Batches: JSON Lines in, JSON Lines out, in order, in constant memory over the lines.
//!
//! One thread reads, some annotate, the main one writes. A line travels with its own channel for the answer;
//! the writer takes the channels in the order of the lines, so that a slow line holds the others back and no
//! more than a fixed number of them is in memory.

use std::fmt;
use std::io::{BufRead, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};
use razmetka::export::jsonl;
use razmetka::{Date, Input, Pipeline};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::Outcome;
use crate::annotate::annotate;
use crate::explain::explain;
use crate::input::{Place, describe_bad_utf8};

/// How many lines wait for each thread that annotates.
const WAITING: usize = 4;

/// A line on its way to be annotated.
struct Job {
    number: u64,
    line: Vec<u8>,
    answer: Sender<Answer>,
}

/// A line on its way out.
struct Answer {
    line: String,
    failed: bool,
    explanation: Vec<u8>,
}

/// Annotates every line of a batch. A bad line becomes a line with its error.
pub(crate) fn run(
    pipeline: &Pipeline,
    place: &Place,
    explaining: bool,
    output: &mut impl Write,
) -> Result<Outcome> {
    let input = match place.open() {
        Ok(input) => input,
        Err(error) => {
            crate::complain(&format!("{error:#}"));
            return Ok(Outcome::SomeFailed);
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (jobs, waiting) = mpsc::sync_channel(workers * WAITING);
    let (order, answers) = mpsc::sync_channel(workers * WAITING);
    let waiting = Arc::new(Mutex::new(waiting));
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(input, &jobs, &order));
        for _ in 0..workers {
            let waiting = Arc::clone(&waiting);
            scope.spawn(move || work(pipeline, explaining, &waiting));
        }
        drop(waiting);
        let written = write(answers, output);
        let read = reader.join().expect("reading lines does not panic");
        let outcome = written?;
        match read {
            Ok(()) => Ok(outcome),
            Err(error) => {
                crate::complain(&format!("cannot read on in {}: {error}", place.name()));
                Ok(Outcome::SomeFailed)
            }
        }
    })
}

/// Reads lines until the end, or until nobody waits for them. Blank lines are none.
fn read(
    mut input: Box<dyn BufRead + Send>,
    jobs: &SyncSender<Job>,
    order: &SyncSender<Receiver<Answer>>,
) -> std::io::Result<()> {
    for number in 1.. {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (answer, receiver) = mpsc::channel();
        if order.send(receiver).is_err() || jobs.send(Job { number, line, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(pipeline: &Pipeline, explaining: bool, waiting: &Mutex<Receiver<Job>>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, line, answer }) = job else { break };
        // The writer is gone where the pipe is broken; then the answer interests nobody.
        let _ = answer.send(answer_line(pipeline, explaining, number, &line));
    }
}

fn write(answers: Receiver<Receiver<Answer>>, output: &mut impl Write) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for answer in answers {
        let answer = answer.recv().context("a thread ended without an answer")?;
        if answer.failed {
            outcome = Outcome::SomeFailed;
        }
        std::io::stderr().lock().write_all(&answer.explanation)?;
        output.write_all(answer.line.as_bytes())?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(outcome)
}

fn answer_line(pipeline: &Pipeline, explaining: bool, number: u64, line: &[u8]) -> Answer {
    let mut record = Record::default();
    let document = parse(line, &mut record).and_then(|()| record.input()).and_then(|input| {
        let own;
        let pipeline = match &record.published {
            Some(date) => {
                own = with_date(pipeline, date)?;
                &own
            }
            None => pipeline,
        };
        annotate(pipeline, input)
    });
    let id = record.id.as_deref();
    match document {
        Ok(document) => {
            let mut explanation = Vec::new();
            if explaining {
                let name = id.map_or("null", RawValue::get);
                explain(&document, name, &mut explanation).expect("writing to memory cannot fail");
            }
            Answer { line: jsonl::line(&id, &document), failed: false, explanation }
        }
        Err(error) => {
            let line = jsonl::failure(&id, &format!("line {number}: {error}"));
            Answer { line, failed: true, explanation: Vec::new() }
        }
    }
}

fn with_date(pipeline: &Pipeline, date: &str) -> Result<Pipeline, String> {
    let date: Date = date.parse().map_err(|error| format!("published: {error}"))?;
    let mut pipeline = pipeline.clone();
    pipeline.options.published = Some(date);
    Ok(pipeline)
}

/// What a line asks for; filled field by field, so that a broken line still tells its identifier.
#[derive(Debug, Default)]
struct Record {
    id: Option<Box<RawValue>>,
    text: Option<String>,
    html: Option<String>,
    published: Option<String>,
}

impl Record {
    fn input(&self) -> Result<Input<'_>, String> {
        if self.id.is_none() {
            return Err("there is no \"id\"".to_owned());
        }
        match (&self.text, &self.html) {
            (Some(text), None) => Ok(Input::Text(text)),
            (None, Some(html)) => Ok(Input::Html(html)),
            (Some(_), Some(_)) => Err("there are both \"text\" and \"html\"; give one of them".to_owned()),
            (None, None) => Err("there is neither \"text\" nor \"html\"".to_owned()),
        }
    }
}

fn parse(line: &[u8], record: &mut Record) -> Result<(), String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let text =
        std::str::from_utf8(line).map_err(|error| describe_bad_utf8(line, error.valid_up_to(), "-"))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Fields(record).deserialize(&mut deserializer).and_then(|()| deserializer.end());
    read.map_err(|error| describe(&error))
}

/// The reader's own message without its "at line 1", which is the number of the line in the line.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let told = message.split(" at line ").next().unwrap_or(&message);
    if error.column() == 0 { told.to_owned() } else { format!("{told} at column {}", error.column()) }
}

struct Fields<'r>(&'r mut Record);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"an object such as {"id": "7", "text": "..."}"#)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => self.0.id = Some(identifier(map.next_value()?)?),
                "text" => self.0.text = map.next_value::<Option<String>>()?,
                "html" => self.0.html = map.next_value::<Option<String>>()?,
                "published" => self.0.published = map.next_value::<Option<String>>()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

fn identifier<E: serde::de::Error>(id: Box<RawValue>) -> Result<Box<RawValue>, E> {
    let is_text = String::deserialize(&*id).is_ok();
    let is_number = serde_json::Number::deserialize(&*id).is_ok();
    if is_text || is_number { Ok(id) } else { Err(E::custom("\"id\" is neither a string nor a number")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id_of(line: &str) -> (Option<String>, Option<String>) {
        let mut record = Record::default();
        let error = parse(line.as_bytes(), &mut record).and_then(|()| record.input().map(drop)).err();
        (record.id.map(|id| id.get().to_owned()), error)
    }

    fn check(line: &str, id: Option<&str>, error: &str) {
        let (found, message) = id_of(line);
        assert_eq!(found.as_deref(), id, "{line}");
        let message = message.unwrap_or_default();
        assert!(
            if error.is_empty() { message.is_empty() } else { message.contains(error) },
            "{line}: {message}"
        );
    }

    #[test]
    fn identifiers_are_kept_letter_for_letter() {
        check(r#"{"id": "а\u0431", "text": ""}"#, Some(r#""а\u0431""#), "");
        check(
            r#"{"text": "", "id": 123456789012345678901234567890}"#,
            Some("123456789012345678901234567890"),
            "",
        );
    }

    #[test]
    fn a_broken_line_tells_its_identifier_where_it_comes_first() {
        check(r#"{"id": 7, "text": "abc"#, Some("7"), "EOF while parsing a string");
        check(r#"{"id": 7, "text": 5}"#, Some("7"), "invalid type: integer `5`, expected");
        check(r#"{"id": 7, "text": ""} more"#, Some("7"), "trailing characters");
        check(r#"{"text": "abc"#, None, "EOF");
        check("[]", None, "an object such as");
    }

    #[test]
    fn what_is_missing_is_named() {
        check(r#"{"text": ""}"#, None, "no \"id\"");
        check(r#"{"id": null, "text": ""}"#, None, "neither a string nor a number");
        check(r#"{"id": 1}"#, Some("1"), "neither \"text\" nor \"html\"");
        check(r#"{"id": 1, "text": "", "html": ""}"#, Some("1"), "both");
    }
}
