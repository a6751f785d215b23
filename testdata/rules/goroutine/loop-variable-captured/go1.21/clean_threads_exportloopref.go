// Package threads has the shapes that users of exportloopref and looppointer reported as false alarms.
package threads

// golangci/golangci-lint#1924 (looppointer): the address does not outlive the round.
func lengths(names []string) (total int) {
	for _, name := range names {
		total += length(&name)
	}
	return total
}

func length(name *string) int { return len(*name) }

// kyoh86/exportloopref#25: a copy of one's own for each round.
func pointers(names []string) (all []*string) {
	for _, name := range names {
		name := name
		all = append(all, &name)
	}
	return all
}
