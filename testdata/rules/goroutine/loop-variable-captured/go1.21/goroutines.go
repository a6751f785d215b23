package goroutines

import (
	"context"
	"log"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type job struct {
	ID   int
	Name string
}

func (j *job) run()      { log.Print(j.Name) }
func (j job) print()     { log.Print(j.Name) }
func process(j job)      { log.Print(j.ID) }
func load(string) error  { return nil }
func each(f func() bool) { f() }

func overSlice(jobs []job) {
	for _, j := range jobs {
		go func() {
			process(j) // want "j"
		}()
	}
}

func overIndex(jobs []job) {
	for at := range jobs {
		go func() {
			process(jobs[at]) // want "at"
		}()
	}
}

func overMap(jobs map[string]job) {
	for name := range jobs {
		go func() {
			_ = load(name) // want "name"
		}()
	}
}

func overChannel(jobs <-chan job) {
	for next := range jobs {
		go func() {
			next.run() // want "next"
		}()
	}
}

func waitsTooLate(jobs []job) {
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			process(j) // want "j"
		}()
	}
	wg.Wait()
}

func group(ctx context.Context, urls []string) error {
	g, _ := errgroup.WithContext(ctx)
	for _, url := range urls {
		g.Go(func() error {
			return load(url) // want "url"
		})
	}
	return g.Wait()
}

func zeroGroup(urls []string) error {
	var g errgroup.Group
	g.SetLimit(4)
	for _, url := range urls {
		g.Go(func() error {
			return load(url) // want "url"
		})
	}
	return g.Wait()
}

func afterwards(jobs []job) {
	for _, j := range jobs {
		time.AfterFunc(time.Second, func() {
			process(j) // want "j"
		})
	}
}

func deferred(jobs []job) {
	for _, j := range jobs {
		defer func() {
			process(j) // want "j"
		}()
	}
}

func onlyOneOfThem(jobs map[string]job) {
	for name, j := range jobs {
		go func(name string) {
			log.Print(name, j.ID) // want "j"
		}(name)
	}
}

func inner(rows [][]job) {
	for _, row := range rows {
		for _, cell := range row {
			go func() {
				process(cell) // want "cell"
			}()
		}
	}
}

func outer(rows [][]job) {
	for _, row := range rows {
		for i := 0; i < 2; i++ {
			go func(i int) {
				process(row[i]) // want "row"
			}(i)
		}
	}
}

func deep(jobs []job) {
	for _, j := range jobs {
		go func() {
			each(func() bool {
				process(j) // want "j"
				return true
			})
		}()
	}
}

func inBranch(jobs []job) {
	for _, j := range jobs {
		if j.ID > 0 {
			log.Print("big")
			go func() { process(j) }() // want "j"
		}
	}
}

func threeClauses(words []string) {
	for i, n := 0, len(words); i < n; i++ {
		go func() {
			_ = load(words[i]) // want "i"
		}()
	}
}

func leavesSometimes(jobs []job) {
	for _, j := range jobs {
		go func() {
			process(j) // want "j"
		}()
		if j.ID == 7 {
			break
		}
	}
}

func waitsForFewer(names []string, calls, few int, ask func(string) error) {
	for _, name := range names {
		failed := make(chan error, calls)
		for call := 0; call < calls; call++ {
			go func() { failed <- ask(name) }() // want "`name` is one variable for all iterations"
		}
		for call := 0; call < few; call++ {
			<-failed
		}
	}
}
