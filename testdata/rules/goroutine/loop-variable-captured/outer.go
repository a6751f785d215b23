// Package outer reassigns variables of an enclosing block: shared in every version.
package outer

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

func load(string) error { return nil }

func counted() {
	var n int
	for n = 0; n < 3; n++ {
		go func() {
			fmt.Println(n) // want "n"
		}()
	}
}

func ranged(urls []string) error {
	var g errgroup.Group
	var url string
	for _, url = range urls {
		g.Go(func() error {
			return load(url) // want "url"
		})
	}
	return g.Wait()
}

func pair(prices map[string]int) {
	var (
		name  string
		cents int
		wg    sync.WaitGroup
	)
	for name, cents = range prices {
		fmt.Println(name)
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(cents) // want "cents"
		}()
	}
	wg.Wait()
}

func received(urls <-chan string) {
	var url string
	for url = range urls {
		go func() {
			_ = load(url) // want "url"
		}()
	}
}

func handled(engine *gin.Engine, texts map[string]string) {
	var path, text string
	for path, text = range texts {
		engine.GET(path, func(c *gin.Context) {
			c.String(http.StatusOK, text) // want "text"
		})
	}
}

func stored(names []string) []func() {
	var all []func()
	var name string
	for _, name = range names {
		all = append(all, func() {
			fmt.Println(name) // want "name"
		})
	}
	return all
}

func addresses(names []string) []*string {
	var all []*string
	var name string
	for _, name = range names {
		all = append(all, &name) // want "name"
	}
	return all
}

func parameter(names []string, name string) {
	for _, name = range names {
		go func() {
			fmt.Println(name) // want "name"
		}()
	}
}

func postponed(names []string) {
	i := 0
	for i = range names {
		defer func() {
			fmt.Println(names[i]) // want "i"
		}()
	}
}
