//! Where people meet for a course.

supportt_basics::keywords! {
    /// Where people meet.
    pub enum Meeting {
        /// In one place.
        InPerson = "in-person",
        /// Online.
        Online = "online",
        /// Some here, some there.
        Mixed = "mixed",
    }
}
