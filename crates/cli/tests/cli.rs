//! The command line as a process: what goes in, what comes out, and with which status.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs the program and fails by panicking"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str = "Сергей Собянин рассказал о 35 новых производствах.\n";

fn razmetka() -> Command {
    Command::new(env!("CARGO_BIN_EXE_razmetka"))
}

/// Runs with `input` on the standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = razmetka()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that refuses its arguments closes the pipe before all is written.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(json).collect()
}

/// A folder for the files of one test.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn file(folder: &std::path::Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", stderr(output)))
}

#[test]
fn a_text_becomes_a_document() {
    let output = run(&["annotate"], ARTICLE.as_bytes());
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    let document = json(stdout(&output));
    assert_eq!(document["schema"], "razmetka/1");
    assert_eq!(document["text"].as_str().map(str::trim), Some(ARTICLE.trim()));
}

#[test]
fn an_empty_input_is_an_empty_document() {
    for args in [&["annotate"][..], &["annotate", "--from", "html"]] {
        let output = run(args, b"");
        assert_eq!(status(&output), 0);
        assert_eq!(json(stdout(&output))["text"], "");
    }
    let output = run(&["annotate", "--from", "jsonl"], b"\n\r\n");
    assert_eq!((status(&output), stdout(&output)), (0, ""));
}

#[test]
fn the_extension_tells_the_form() {
    let folder = folder("forms");
    let page =
        file(&folder, "page.HTM", "<html><body><p>Первый абзац.</p><p>Второй абзац.</p></body></html>");
    let document = json(stdout(&run(&["annotate", &page], b"")));
    assert!(document["source"]["text"].is_string(), "HTML carries its visible text");
    let batch = file(&folder, "batch.jsonl", "{\"id\": 1, \"text\": \"а\"}");
    assert_eq!(lines(&run(&["annotate", &batch], b""))[0]["id"], 1);
    let text = file(&folder, "article.txt", ARTICLE);
    assert_eq!(json(stdout(&run(&["annotate", &text], b"")))["source"].get("text"), None);
}

#[test]
fn several_files_become_lines_and_a_missing_one_costs_itself_alone() {
    let folder = folder("several");
    let first = file(&folder, "1.txt", "Первый.");
    let missing = folder.join("missing.txt").display().to_string();
    let third = file(&folder, "3.txt", "Третий.");
    let output = run(&["annotate", &first, &missing, &third], b"");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains(&format!("there is no file {missing}")), "{}", stderr(&output));
    let lines = lines(&output);
    assert_eq!(
        lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(),
        [&first, &missing, &third]
    );
    assert!(lines[1]["error"].is_string() && lines[2]["text"] == "Третий.");
}

#[test]
fn without_cleaning_a_page_keeps_all_its_words() {
    let page = "<nav><a href=/>Главная</a></nav><p>Мэр открыл <b>школу</b>.</p><script>скрипт()</script>";
    let output = run(&["annotate", "--from", "html", "--no-clean", "--to", "text"], page.as_bytes());
    assert!(stdout(&output).contains("Главная") && stdout(&output).contains("Мэр открыл школу."));
    assert!(!stdout(&output).contains("скрипт"));
}

#[test]
fn the_clean_text_comes_out_as_it_is() {
    let output = run(&["annotate", "--no-clean", "--to", "text"], "  а\u{a0}б\r\n\r\n\r\nв 😀\n".as_bytes());
    assert_eq!(stdout(&output), "  а\u{a0}б\r\n\r\n\r\nв 😀\n");
}

#[test]
fn figures_of_several_texts_make_one_table() {
    let folder = folder("table");
    let first = file(&folder, "1.txt", "Рост на 17%.");
    let second = file(&folder, "2.txt", "Рост на 18%.");
    let output = run(&["annotate", "--to", "csv", &first, &second], b"");
    let rows: Vec<Vec<&str>> = stdout(&output).lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [14; 3], "{}", stdout(&output));
    assert_eq!((rows[1][0], rows[1][2], rows[2][2]), (first.as_str(), "17", "18"));
}

#[test]
fn the_date_of_publication_is_an_option() {
    let output = run(&["annotate", "--published", "2024-01-29", "-"], ARTICLE.as_bytes());
    assert_eq!(json(stdout(&output))["published"], "2024-01-29");
    let output = run(&["annotate", "--published", "29.01.2024"], b"");
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("2024-01-29"), "{}", stderr(&output));
}

#[test]
fn what_cannot_be_read_is_named_with_a_way_out() {
    let folder = folder("unreadable");
    let cyrillic = file(&folder, "cp1251.txt", [b'A', b' ', 0xCC, 0xEE, 0xF1]);
    let output = run(&["annotate", &cyrillic], b"");
    assert_eq!((status(&output), stdout(&output)), (1, ""));
    for words in ["not UTF-8 at byte offset 2 (byte 0xCC)", "iconv -f WINDOWS-1251 -t UTF-8"] {
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
    let output = run(&["annotate", folder.to_str().unwrap()], b"");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("is a folder"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_has_its_own_status() {
    let cases: [(&[&str], &str); 5] = [
        (&["annotate", "--model", "weights.bin"], "cannot read weights.bin: "),
        (&["annotate", "--model", "Cargo.toml"], "cannot use Cargo.toml: not a tagger's pack"),
        (&["annotate", "--from", "jsonl", "--to", "text"], "a batch is written as jsonl"),
        (&["annotate", "--to", "pdf"], "possible values"),
        (&["frobnicate"], "unrecognized subcommand"),
    ];
    for (args, words) in cases {
        let output = run(args, b"");
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{args:?}");
        assert!(stderr(&output).contains(words), "{args:?}: {}", stderr(&output));
    }
    assert_eq!(status(&run(&["annotate", "--model", "none"], b"")), 0);
}

#[test]
fn a_batch_keeps_its_order_and_loses_nothing_to_bad_lines() {
    let mut input = Vec::new();
    for number in 0..200 {
        // Long and short lines in turn, so that the threads finish out of order.
        let text = ARTICLE.trim().repeat(if number % 7 == 0 { 60 } else { 1 });
        match number % 50 {
            10 => input.extend_from_slice(format!("{{\"id\": {number}, \"text\": 5}}\n").as_bytes()),
            20 => input.extend_from_slice(format!("{{\"id\": {number}, \"text\": \"\u{fffd}").as_bytes()),
            30 => input.extend_from_slice(b"{\"id\": 30, \"text\": \"\xFF\"}\n\n"),
            _ => {
                input.extend_from_slice(format!("{{\"id\": {number}, \"text\": \"{text}\"}}\r\n").as_bytes());
            }
        }
        if number % 50 == 20 {
            input.push(b'\n');
        }
    }
    let output = run(&["annotate", "--from", "jsonl"], &input);
    assert_eq!(status(&output), 1);
    let lines = lines(&output);
    assert_eq!(lines.len(), 200);
    for (line, number) in lines.iter().zip(0..) {
        match number % 50 {
            30 => assert!(
                line["id"].is_null() && line["error"].as_str().unwrap().contains("not UTF-8"),
                "{line}"
            ),
            10 | 20 => {
                assert_eq!(line["id"], number);
                assert!(line["error"].as_str().unwrap().starts_with("line "), "{line}");
            }
            _ => {
                assert_eq!(line["id"], number);
                assert_eq!(line["schema"], "razmetka/1");
            }
        }
    }
    let text = stdout(&output);
    assert!(text.lines().all(|line| line.starts_with("{\"id\":")), "the identifier comes first");
}

#[test]
fn a_line_of_a_batch_has_its_own_date_and_form() {
    let input = r#"{"id": "html", "html": "<p>Абзац страницы.</p>", "published": "2024-05"}
{"id": "text", "text": "Абзац.", "published": null, "note": {"ignored": []}}
{"id": "bad date", "text": "Абзац.", "published": "вчера"}
{"text": "Абзац."}"#;
    let output = run(&["annotate", "--from", "jsonl", "--published", "2023"], input.as_bytes());
    let lines = lines(&output);
    assert_eq!((&lines[0]["published"], &lines[1]["published"]), (&"2024-05".into(), &"2023".into()));
    assert!(
        lines[2]["error"].as_str().unwrap().contains("line 3: published: expected a date"),
        "{}",
        lines[2]
    );
    assert_eq!(lines[3]["error"], "line 4: there is no \"id\"");
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let line = format!("{{\"id\": 1, \"text\": \"{}\"}}\n", ARTICLE.trim());
    let folder = folder("pipe");
    let batch = file(&folder, "batch.jsonl", line.repeat(5000));
    let mut child =
        razmetka().args(["annotate", &batch]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 100]).unwrap();
    drop(output);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((status(&ended), stderr(&ended)), (0, ""));
}

#[test]
fn an_explanation_goes_to_the_standard_error() {
    let output = run(&["annotate", "--explain"], ARTICLE.as_bytes());
    assert_eq!(status(&output), 0);
    assert!(json(stdout(&output)).is_object());
    assert!(stderr(&output).starts_with("-: "), "{}", stderr(&output));
}

#[test]
fn gold_files_are_scored_by_kind() {
    let folder = folder("gold");
    file(&folder, "a.txt", "Никакой Зззз не найден 😀.");
    file(&folder, "a.ann", "T1\tPERSON 8 12\tЗззз\nT2\tEVENT 0 3;5 7\tНик ой\nR1\tX Arg1:T1 Arg2:T1\n");
    let output = run(&["eval", folder.to_str().unwrap(), "--errors"], b"");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = stdout(&output);
    assert!(table.contains("1 texts; 1 discontinuous"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("PERSON") && line.contains("  1 ")), "{table}");
    file(&folder, "a.ann", "T1\tPERSON 8\tЗззз\n");
    let output = run(&["eval", folder.to_str().unwrap()], b"");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("line 1: expected a kind"), "{}", stderr(&output));
    assert_eq!(status(&run(&["eval", "/nowhere"], b"")), 1);
}

#[test]
fn a_document_agrees_with_its_text() {
    let folder = folder("compare");
    let text = file(&folder, "a.txt", ARTICLE);
    let exported = file(&folder, "a.json", run(&["annotate", &text], b"").stdout);
    let output = run(&["compare", &text, &exported, "--to", "json"], b"");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let facts = json(stdout(&output));
    assert!(facts.as_array().unwrap().iter().all(|fact| fact["verdict"] == "agree"), "{facts}");
    assert!(stdout(&run(&["compare", &text, &exported], b"")).starts_with("Figures: "));
    let broken = file(&folder, "b.json", "{\"schema\": 1}");
    let output = run(&["compare", &text, &broken], b"");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("no document that razmetka exported"), "{}", stderr(&output));
}

#[test]
fn every_sample_slices_as_it_says() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles");
    for entry in fs::read_dir(samples).unwrap() {
        let path = entry.unwrap().path();
        let source: Vec<char> = fs::read_to_string(&path).unwrap().chars().collect();
        let document = json(stdout(&run(&["annotate", path.to_str().unwrap()], b"")));
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let slice = |of: &[char], item: &Value, start: &str, end: &str| -> String {
            let (start, end) = (item[start].as_u64().unwrap(), item[end].as_u64().unwrap());
            of[start as usize..end as usize].iter().collect()
        };
        for list in ["mentions", "metrics", "quotes"] {
            for item in document[list].as_array().unwrap() {
                assert_eq!(item["text"], slice(&text, item, "start", "end").as_str());
            }
        }
        for block in document["blocks"].as_array().unwrap().iter().filter(|block| block["kept"] == false) {
            assert_eq!(block["text"], slice(&source, block, "source_start", "source_end").as_str());
        }
    }
}
