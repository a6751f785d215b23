package parts

type codec interface{ Name() string }

type fake struct {
	name   func() string
	inside *fake
}

func (f *fake) Name() string { return f.name() }

type stream struct {
	codec codec
	spare fake
}

// Each iteration puts its function where the one before put its own.
func clean(s *stream, names []string) (seen []string) {
	for _, name := range names {
		f := s.codec.(*fake)
		f.name = func() string { return name }
		inner := s.spare.inside
		inner.name = func() string { return name }
		seen = append(seen, s.codec.Name(), inner.Name())
	}
	return seen
}
