"""The shape of a school's data: tables, columns, code sets, academic years. No I/O."""
