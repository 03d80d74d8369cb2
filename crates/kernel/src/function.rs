//! Functions between the matrices.

use crate::lanes::{Job, Lanes, best};

/// e to the power of x, within two units in the last place; past ±87 as there.
///
/// After Cephes (Moshier): the power of two goes into the exponent, a polynomial takes the rest.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const MOST: f32 = 87.0;
    const LARGE: f32 = 12_582_912.0;
    let x = if x > MOST { MOST } else { x };
    let x = if x < -MOST { -MOST } else { x };
    let shifted = x * std::f32::consts::LOG2_E + LARGE;
    let power = shifted - LARGE;
    // ln 2 in two parts, of which the first has few digits, so that its product is exact.
    let rest = x - power * 0.693_359_4 - power * -2.121_944_4e-4;
    // Written out: a loop would keep the compiler from computing many at once.
    let sum = 1.987_569_1e-4 * rest + 1.398_2e-3;
    let sum = sum * rest + 8.333_452e-3;
    let sum = sum * rest + 4.166_579_6e-2;
    let sum = sum * rest + 0.166_666_65;
    let sum = sum * rest + 0.5;
    let fraction = sum * rest * rest + rest + 1.0;
    let two = f32::from_bits(shifted.to_bits().wrapping_sub(LARGE.to_bits()).wrapping_add(127) << 23);
    fraction * two
}

/// 1 / (1 + e^-x)
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(x + x) + 1.0)
}

/// Zero in the place of every negative value.
#[inline(never)]
pub fn relu(values: &mut [f32]) {
    struct Relu<'a>(&'a mut [f32]);
    impl Job for Relu<'_> {
        type Output = ();

        #[inline(always)]
        fn run<L: Lanes>(self, _: L) {
            for value in self.0 {
                *value = if *value > 0.0 { *value } else { 0.0 };
            }
        }
    }
    best(Relu(values));
}

/// Multiplies each column of rows by its scale and adds its shift.
#[inline(never)]
pub fn scale_and_shift(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    struct Affine<'a>(&'a mut [f32], &'a [f32], &'a [f32]);
    impl Job for Affine<'_> {
        type Output = ();

        #[inline(always)]
        fn run<L: Lanes>(self, _: L) {
            for row in self.0.chunks_exact_mut(self.1.len().max(1)) {
                for ((value, scale), shift) in row.iter_mut().zip(self.1).zip(self.2) {
                    *value = *value * scale + shift;
                }
            }
        }
    }
    best(Affine(rows, scale, shift));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_those_of_double_precision() {
        for step in -9000..=9000 {
            let x = step as f32 / 100.0;
            let wide = f64::from(x.clamp(-87.0, 87.0));
            let error = f64::from(exp(x)) / wide.exp() - 1.0;
            assert!(error.abs() < 3e-7, "exp {x}: {error}");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-wide).exp())).abs() < 2e-7, "sigmoid {x}");
            assert!((f64::from(tanh(x)) - wide.tanh()).abs() < 3e-7, "tanh {x}");
        }
    }

    #[test]
    fn what_is_not_finite_gives_something() {
        assert_eq!(sigmoid(f32::INFINITY), 1.0);
        assert!(sigmoid(f32::NEG_INFINITY) < 1e-30);
        assert_eq!((tanh(f32::INFINITY), tanh(f32::NEG_INFINITY)), (1.0, -1.0));
        assert!(exp(f32::NAN).is_nan());
    }
}
