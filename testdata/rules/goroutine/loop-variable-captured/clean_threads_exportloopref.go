// Package threads has the shapes that users of exportloopref and looppointer reported as false alarms.
package threads

// golangci/golangci-lint#4915, #4916: from Go 1.22 on, each round has its own variable.
func pointers(names []string) (all []*string) {
	for _, name := range names {
		all = append(all, &name)
	}
	return all
}

// kyoh86/exportloopref#25: the address in a composite literal.
type item struct{ name *string }

func items(names []string) (all []item) {
	for _, name := range names {
		all = append(all, item{name: &name})
	}
	return all
}

// pingcap/tidb#56509: stored in a map.
func byName(names []string) map[string]*string {
	all := map[string]*string{}
	for _, name := range names {
		all[name] = &name
	}
	return all
}

// golangci/golangci-lint#1924 (looppointer): the address does not outlive the round.
func lengths(names []string) (total int) {
	for _, name := range names {
		total += length(&name)
	}
	return total
}

func length(name *string) int { return len(*name) }
