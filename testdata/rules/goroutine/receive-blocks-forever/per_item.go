// Package peritem waits for goroutines, one for each item, that never say they are done.
package peritem

import (
	"net/http"
	"sync"
)

type check struct{ urls []string }

func (c *check) gather(report func(string, error)) error {
	var wg sync.WaitGroup
	for _, url := range c.urls {
		wg.Add(1)
		go func(url string) {
			_, err := http.NewRequest("HEAD", url, nil)
			report(url, err)
		}(url)
	}
	wg.Wait() // want "`Wait` blocks for ever: nobody is left to call `Done` on `wg`"
	return nil
}

// Who serves for good is kept alive by this.
func (c *check) low_serve() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := http.ListenAndServe("localhost:6060", nil); err != nil {
			panic(err)
		}
	}()
	wg.Wait() // want "`Wait` blocks for ever"
}

func (c *check) cleanGather(report func(string, error)) {
	var wg sync.WaitGroup
	for _, url := range c.urls {
		wg.Add(1)
		go func(url string) {
			defer wg.Done()
			report(url, nil)
		}(url)
	}
	wg.Wait()
}
