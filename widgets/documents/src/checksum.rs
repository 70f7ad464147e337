//! A checksum against accidents: it tells a file or link that was cut off from a whole one.

use crc::{CRC_32_ISO_HDLC, Crc};

/// The one calculator for all: each has a table of a kilobyte.
pub static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);
