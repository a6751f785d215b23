package copied

import "unsafe"

type reading struct {
	Name  string
	Value int
}

type sample struct {
	Name  string
	Value int
}

// What an address leads to is copied at once: no element has the loop's variable.
func cleanConverted(readings []reading) (all []sample) {
	for _, r := range readings {
		one := *(*sample)(unsafe.Pointer(&r))
		one.Value++
		all = append(all, one)
	}
	return all
}

func cleanByName(readings []reading) (all []reading) {
	for _, r := range readings {
		p := &r
		p.Value *= 2
		one := *p
		all = append(all, one)
	}
	return all
}

func converted(readings []reading) (all []*sample) {
	for _, r := range readings {
		one := (*sample)(unsafe.Pointer(&r)) // want "r"
		all = append(all, one)
	}
	return all
}
