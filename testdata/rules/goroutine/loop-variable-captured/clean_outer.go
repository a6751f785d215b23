// Package outer has loops over variables of an enclosing block that share nothing.
package outer

import (
	"fmt"
	"sort"
)

func argument() {
	var i int
	for i = 0; i < 3; i++ {
		go func(i int) { fmt.Println(i) }(i)
	}
	fmt.Println(i)
}

func copied(names []string) {
	var name string
	for _, name = range names {
		mine := name
		go func() { fmt.Println(mine) }()
	}
}

func awaited(names []string) {
	var name string
	for _, name = range names {
		done := make(chan struct{})
		go func() {
			fmt.Println(name)
			close(done)
		}()
		<-done
	}
}

func calledHere(rows [][]int) {
	var row []int
	for _, row = range rows {
		sort.Slice(row, func(i, k int) bool { return row[i] < row[k] })
	}
}

func found(names []string, wanted string) int {
	var i int
	for i = 0; i < len(names); i++ {
		if names[i] == wanted {
			break
		}
	}
	go func() { fmt.Println(i) }()
	return i
}

func neverReassigned(names []string) {
	prefix := "name: "
	for i := range names {
		go func() { fmt.Println(prefix, names[i]) }()
	}
}

func leaves(names []string) {
	var name string
	for _, name = range names {
		if name != "" {
			go func() { fmt.Println(name) }()
			return
		}
	}
}
