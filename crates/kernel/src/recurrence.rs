//! Simple recurrent units (Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018),
//! there and back.

use crate::function::{sigmoid, tanh};
use crate::lanes::{Job, Lanes, best};

/// Runs over the vectors of a unit in both directions.
///
/// A row of `gates` has values, forget gates and output gates, each of `2 * size`: the way there first. A row of the
/// result has `2 * size`. Where the layer is given what it came from, what an output gate keeps back comes from it.
pub fn recur(gates: &[f32], size: usize, input: Option<&[f32]>, output: &mut Vec<f32>) {
    output.clear();
    output.resize(gates.len() / 3, 0.0);
    best(Recur { gates, size, input, output });
}

/// States that are computed side by side: arrays of their own, so that the compiler knows that none is another.
const BLOCK: usize = 16;

struct Recur<'a> {
    gates: &'a [f32],
    size: usize,
    input: Option<&'a [f32]>,
    output: &'a mut [f32],
}

impl Job for Recur<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(mut self, _: L) {
        let count = self.output.len() / (2 * self.size).max(1);
        let mut state = vec![0.0; self.size];
        for at in 0..count {
            self.step(at, 0, &mut state);
        }
        state.fill(0.0);
        for at in (0..count).rev() {
            self.step(at, self.size, &mut state);
        }
    }
}

impl Recur<'_> {
    /// One vector in one direction, whose part of a row begins at `offset`.
    #[inline(always)]
    fn step(&mut self, at: usize, offset: usize, state: &mut [f32]) {
        let (size, width) = (self.size, 2 * self.size);
        let gates = &self.gates[at * 3 * width..][..3 * width];
        let part = |gate: usize| &gates[gate * width + offset..][..size];
        let (values, forget, keep) = (part(0), part(1), part(2));
        let output = &mut self.output[at * width + offset..][..size];
        let input = self.input.map(|input| &input[at * width + offset..][..size]);
        for from in (0..size).step_by(BLOCK) {
            let to = size.min(from + BLOCK);
            let block = |values: &[f32]| {
                let mut block = [0.0; BLOCK];
                block[..to - from].copy_from_slice(&values[from..to]);
                block
            };
            let (mut states, values, forget) = (block(state), block(values), block(forget));
            let (keep, inputs) = (block(keep), input.map_or([0.0; BLOCK], block));
            // What is not held back comes from the input, of which there may be none.
            let mut result = [0.0; BLOCK];
            for at in 0..BLOCK {
                let keep = sigmoid(keep[at]);
                result[at] = keep * turn(&mut states[at], values[at], forget[at]) + (1.0 - keep) * inputs[at];
            }
            state[from..to].copy_from_slice(&states[..to - from]);
            output[from..to].copy_from_slice(&result[..to - from]);
        }
    }
}

/// Moves a state towards a value by what the gate forgets, and reads it.
#[inline(always)]
fn turn(state: &mut f32, value: f32, forget: f32) -> f32 {
    let forget = sigmoid(forget);
    *state = forget * *state + (1.0 - forget) * value;
    tanh(*state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_direction_sees_what_came_before_it() {
        // A gate of zero is half open; two vectors of one unit, the value of each 2 there and 4 back.
        let gates = [2.0, 4.0, 0.0, 0.0, 0.0, 0.0].repeat(2);
        let mut output = Vec::new();
        recur(&gates, 1, None, &mut output);
        let wanted = [1.0_f32, 3.0, 1.5, 2.0].map(|state| 0.5 * state.tanh());
        for (found, wanted) in output.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-6, "{output:?}");
        }
        let mut highway = Vec::new();
        recur(&gates, 1, Some(&[10.0; 4]), &mut highway);
        assert!(highway.iter().zip(&output).all(|(with, without)| (with - without - 5.0).abs() < 1e-6));
    }
}
