package madeeach

type named struct{ name func() string }

func all(names []string, known map[string]*named) (found []*named) {
	for _, name := range names {
		one := &named{}
		one.name = func() string { return name } // want "`name` is one variable for all iterations"
		other := known[name]
		other.name = func() string { return name } // want "`name` is one variable for all iterations"
		found = append(found, one, other)
	}
	return found
}
