//! How fast matrices are multiplied, beside what the machine could do: `cargo bench -p razmetka-kernel`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and prints"
)]

use std::hint::black_box;
use std::time::Instant;

use razmetka_kernel::{Matrix, Vectors, peak, recur};

/// The shapes of the tagger: rows and columns.
const SHAPES: [(usize, usize); 5] = [(960, 320), (256, 576), (256, 990), (1440, 48), (30, 128)];
const VECTORS: usize = 100;

fn main() {
    let started = Instant::now();
    let best = peak::billions_a_second(|| started.elapsed().as_secs_f64());
    println!("{}: {best:.1} GMAC/s at best", peak::NAME);
    for (rows, columns) in SHAPES {
        let weights: Vec<i8> = (0..rows * columns).map(|at| (at * 7919 % 255) as i8).collect();
        let matrix =
            Matrix::new(columns, &weights, &vec![0.01; rows], &vec![0.0; rows]).expect("the parts fit");
        let values: Vec<f32> = (0..VECTORS * columns).map(|at| (at * 104_729 % 1000) as f32).collect();
        let (vectors, mut products) = (Vectors::of(&values, columns), Vec::new());
        let speed = (0..20).map(|_| {
            time(|| {
                matrix.apply(black_box(&vectors), &mut products);
                (rows * columns * VECTORS) as u64
            })
        });
        let speed = speed.fold(0.0, f64::max);
        println!("{rows:>5} x {columns:<4} {speed:>6.1} GMAC/s, {:.0} %", 100.0 * speed / best);
    }
    let (mut gates, mut output) = (vec![0.3; 100 * 960], Vec::new());
    let cells = (0..20).map(|_| {
        time(|| {
            recur(black_box(&mut gates), 160, None, &mut output);
            100 * 320
        })
    });
    println!("a recurrence: {:.2} ns a cell", 1.0 / cells.fold(0.0, f64::max));
    let values = vec![0.7; 100 * 640];
    let mut vectors = Vectors::default();
    let rounded = (0..20).map(|_| {
        time(|| {
            vectors.set(black_box(&values), 640);
            100 * 640
        })
    });
    println!("quantising: {:.2} ns a value", 1.0 / rounded.fold(0.0, f64::max));
}

/// Billions a second.
fn time(work: impl FnOnce() -> u64) -> f64 {
    let started = Instant::now();
    let done = black_box(work());
    done as f64 / started.elapsed().as_secs_f64() / 1e9
}
