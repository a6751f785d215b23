// Package fresh has a new variable in every iteration, as Go 1.22 gives it.
package fresh

import (
	"fmt"
	"iter"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

func load(string) error { return nil }

func ranged(names []string) {
	for _, name := range names {
		go func() { fmt.Println(name) }()
	}
}

func counted(names []string) {
	for i := 0; i < len(names); i++ {
		go func() { fmt.Println(names[i]) }()
	}
}

func overInt() {
	for i := range 3 {
		go func() { fmt.Println(i) }()
	}
}

func overFunction(names iter.Seq[string]) {
	for name := range names {
		go func() { fmt.Println(name) }()
	}
}

func overIterator(names []string) {
	for i, name := range slices.All(names) {
		defer func() { fmt.Println(i, name) }()
	}
}

func grouped(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return load(name) })
	}
	return g.Wait()
}

func waited(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
	}
	wg.Wait()
}

func kept(names []string) []*string {
	var all []*string
	for _, name := range names {
		all = append(all, &name)
	}
	return all
}

func stored(names []string) []func() {
	var all []func()
	for _, name := range names {
		all = append(all, func() { fmt.Println(name) })
	}
	return all
}

func routes(engine *gin.Engine, texts map[string]string) {
	for path, text := range texts {
		engine.GET(path, func(c *gin.Context) { c.String(http.StatusOK, text) })
	}
}

func parallel(t *testing.T, names []string) {
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Log(name)
		})
	}
}
