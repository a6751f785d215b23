package addresses

type item struct {
	Name string
	Next *item
}

func pointers(items []item) []*item {
	var all []*item
	for _, it := range items {
		all = append(all, &it) // want "it"
	}
	return all
}

func byName(items []item) map[string]*item {
	all := make(map[string]*item, len(items))
	for _, it := range items {
		all[it.Name] = &it // want "it"
	}
	return all
}

func sends(items []item, out chan<- *item) {
	for _, it := range items {
		out <- &it // want "it"
	}
}

type named struct{ of *string }

func fields(items []string) []named {
	var all []named
	for _, text := range items {
		all = append(all, named{of: &text}) // want "text"
	}
	return all
}

func ofField(items []item) []*string {
	var all []*string
	for _, it := range items {
		all = append(all, &it.Name) // want "it"
	}
	return all
}

func counters() []*int {
	var all []*int
	for n := 0; n < 3; n++ {
		all = append(all, &n) // want "n"
	}
	return all
}

func byIndex(items []item) []*item {
	all := make([]*item, len(items))
	for i, it := range items {
		all[i] = &it // want "it"
	}
	return all
}
