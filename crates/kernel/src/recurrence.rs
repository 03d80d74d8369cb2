//! Simple recurrent units (Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018),
//! there and back.

use crate::function::{sigmoid, tanh};
use crate::lanes::{Job, Lanes, best};

/// Runs over the vectors of a unit in both directions.
///
/// A row of `gates` has values, forget gates and output gates, each of `2 * size`: the way there first. A row of the
/// result has `2 * size`. Where the layer is given what it came from, what an output gate keeps back comes from it.
/// The gates are used up.
#[inline(never)]
pub fn recur(gates: &mut [f32], size: usize, input: Option<&[f32]>, output: &mut Vec<f32>) {
    output.resize(gates.len() / 3, 0.0);
    if size > 0 {
        best(Recur { gates, size, input, output });
    }
}

struct Recur<'a> {
    gates: &'a mut [f32],
    size: usize,
    input: Option<&'a [f32]>,
    output: &'a mut [f32],
}

impl Job for Recur<'_> {
    type Output = ();

    /// In three passes: what waits for no state is computed for all vectors before, and what none waits for after.
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let Self { gates, size, input, output } = self;
        let width = 2 * size;
        for row in gates.chunks_exact_mut(3 * width) {
            for gate in &mut row[width..] {
                *gate = sigmoid(*gate);
            }
        }
        let (mut there, mut back) = (vec![0.0; size], vec![0.0; size]);
        for (gates, output) in gates.chunks_exact(3 * width).zip(output.chunks_exact_mut(width)) {
            turn(&mut there, &gates[..size], &gates[width..], output);
        }
        for (gates, output) in gates.chunks_exact(3 * width).zip(output.chunks_exact_mut(width)).rev() {
            turn(&mut back, &gates[size..], &gates[width + size..], &mut output[size..]);
        }
        let keep = gates.chunks_exact(3 * width).map(|gates| &gates[2 * width..]);
        for (at, (keep, output)) in keep.zip(output.chunks_exact_mut(width)).enumerate() {
            match input {
                None => output.iter_mut().zip(keep).for_each(|(output, keep)| *output = keep * tanh(*output)),
                Some(input) => {
                    for ((output, keep), input) in output.iter_mut().zip(keep).zip(&input[at * width..]) {
                        *output = keep * tanh(*output) + (1.0 - keep) * input;
                    }
                }
            }
        }
    }
}

/// Moves each state towards a value by what its gate forgets.
#[inline(always)]
fn turn(states: &mut [f32], values: &[f32], forget: &[f32], output: &mut [f32]) {
    for (((state, value), forget), output) in states.iter_mut().zip(values).zip(forget).zip(output) {
        *state = forget * *state + (1.0 - forget) * value;
        *output = *state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_direction_sees_what_came_before_it() {
        // A gate of zero is half open; two vectors of one unit, the value of each 2 there and 4 back.
        let gates = [2.0, 4.0, 0.0, 0.0, 0.0, 0.0].repeat(2);
        let mut output = Vec::new();
        recur(&mut gates.clone(), 1, None, &mut output);
        let wanted = [1.0_f32, 3.0, 1.5, 2.0].map(|state| 0.5 * state.tanh());
        for (found, wanted) in output.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-6, "{output:?}");
        }
        let mut highway = Vec::new();
        recur(&mut gates.clone(), 1, Some(&[10.0; 4]), &mut highway);
        assert!(highway.iter().zip(&output).all(|(with, without)| (with - without - 5.0).abs() < 1e-6));
    }
}
