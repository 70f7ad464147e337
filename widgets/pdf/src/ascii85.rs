//! Bytes as letters, so that a file is text as a whole.

/// Bytes as PDF files call "ASCII base-85".
pub(crate) fn encoded(bytes: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::with_capacity(bytes.len() / 4 * 5 + 16);
    let mut width = 0;
    for chunk in bytes.chunks(4) {
        let mut group = [0; 4];
        group[..chunk.len()].copy_from_slice(chunk);
        let mut number = u32::from_be_bytes(group);
        let mut digits = [0_u8; 5];
        for digit in digits.iter_mut().rev() {
            *digit = b'!' + u8::try_from(number % 85).unwrap_or_default();
            number /= 85;
        }
        let shown: &[u8] = if group == [0; 4] && chunk.len() == 4 { b"z" } else { &digits[..=chunk.len()] };
        encoded.extend_from_slice(shown);
        width += shown.len();
        if width >= 75 {
            encoded.push(b'\n');
            width = 0;
        }
    }
    encoded.extend_from_slice(b"~>");
    encoded
}
