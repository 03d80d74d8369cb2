//! Pairs of mentions that forests judge.

/// Two mentions that may be linked, as positions, and what speaks for it.
#[derive(Debug)]
pub struct Candidate {
    /// The first argument.
    pub from: usize,
    /// The second argument.
    pub to: usize,
    /// What a forest reads.
    pub row: Vec<f32>,
}

/// One or zero.
pub(super) fn yes(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// The marks and words beside a mention that tell most, as numbers.
pub(super) fn mark(token: &str) -> f32 {
    match token {
        "" => 0.0,
        "," => 1.0,
        "—" | "–" | "-" => 2.0,
        "(" | ")" => 3.0,
        "«" | "»" | "\"" => 4.0,
        "и" => 5.0,
        "." | "!" | "?" => 6.0,
        ":" | ";" => 7.0,
        "как" => 8.0,
        _ => 9.0,
    }
}
