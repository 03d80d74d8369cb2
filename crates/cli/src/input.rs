//! Files and the standard input, read whole, with errors that say what to do.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Offsets are 32 bits wide; this leaves room for what cleaning adds.
const LARGEST: u64 = 1 << 30;

/// Where an input comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Stdin,
    File(PathBuf),
}

impl Place {
    /// The places that the arguments name; the standard input where they name none.
    pub(crate) fn all(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Stdin];
        }
        let place =
            |file: &PathBuf| if file.as_os_str() == "-" { Self::Stdin } else { Self::File(file.clone()) };
        files.iter().map(place).collect()
    }

    /// What messages and batches call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Its path; empty for the standard input.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Stdin => Path::new(""),
            Self::File(path) => path,
        }
    }

    /// Opens it for reading line by line.
    pub(crate) fn open(&self) -> Result<Box<dyn BufRead + Send>> {
        match self {
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    crate::complain("reading the standard input; end it with Ctrl-D");
                }
                Ok(Box::new(BufReader::new(io::stdin())))
            }
            Self::File(path) => Ok(Box::new(BufReader::with_capacity(1 << 16, open(path)?))),
        }
    }

    /// Reads all of it as UTF-8.
    pub(crate) fn read(&self) -> Result<String> {
        let mut bytes = Vec::new();
        self.open()?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .with_context(|| format!("cannot read {}", self.name()))?;
        if bytes.len() as u64 > LARGEST {
            bail!(
                "{} is larger than 1 GiB; split it, or give its articles as lines of a .jsonl file",
                self.name()
            );
        }
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            anyhow::anyhow!("{}: {}", self.name(), describe_bad_utf8(&bytes, at, &self.name()))
        })
    }
}

fn open(path: &Path) -> Result<File> {
    if path.is_dir() {
        bail!("{} is a folder; name its files, such as {}", path.display(), path.join("*.txt").display());
    }
    File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("there is no file {}", path.display()),
        ErrorKind::PermissionDenied => anyhow::anyhow!("no permission to read {}", path.display()),
        _ => anyhow::Error::new(error).context(format!("cannot open {}", path.display())),
    })
}

/// What is wrong with bytes that are not UTF-8, and the command that repairs a file of the likeliest encoding.
pub(crate) fn describe_bad_utf8(bytes: &[u8], at: usize, name: &str) -> String {
    let found = bytes.get(at).map_or_else(String::new, |byte| format!(" (byte 0x{byte:02X})"));
    let encoding = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
        _ => "WINDOWS-1251",
    };
    let file = if name == "-" { "FILE" } else { name };
    format!(
        "not UTF-8 at byte offset {at}{found}; if it is {encoding}, type: iconv -f {encoding} -t UTF-8 {file} | razmetka annotate"
    )
}
