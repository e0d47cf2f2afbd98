"""Pure stages: a typed value in, a typed value out; no SQL, network, clock, disk or chance."""
