package clean

import (
	"context"
	"log"
	"net/http"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

type job struct {
	ID   int
	Name string
}

func (j *job) run()         { log.Print(j.Name) }
func process(j job)         { log.Print(j.ID) }
func load(string) error     { return nil }
func look(j *job) bool      { return j.ID > 0 }
func each(f func(int) bool) { f(0) }

func copied(jobs []job) {
	for _, j := range jobs {
		j := j
		go func() { process(j) }()
	}
}

func renamed(jobs []job) {
	for i := range jobs {
		j := jobs[i]
		go func() { process(j) }()
	}
}

func copiedIndex(words []string) {
	for i := 0; i < len(words); i++ {
		i := i
		go func() { log.Print(words[i]) }()
	}
}

func argument(jobs []job) {
	for _, j := range jobs {
		go func(j job) { process(j) }(j)
	}
}

func otherParameterName(jobs []job) {
	for _, j := range jobs {
		go func(mine job) { process(mine) }(j)
	}
}

func direct(jobs []job) {
	for _, j := range jobs {
		go process(j)
		defer process(j)
	}
}

func pointerElements(jobs []*job) {
	for _, j := range jobs {
		go j.run()
	}
}

func made(name string) func() error {
	return func() error { return load(name) }
}

func factory(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(made(name))
	}
	return g.Wait()
}

func awaitedByChannel(jobs []job) {
	for _, j := range jobs {
		done := make(chan struct{})
		go func() {
			defer close(done)
			process(j)
		}()
		<-done
	}
}

func awaitedByGroup(jobs []job) {
	for _, j := range jobs {
		var wg sync.WaitGroup
		for part := 0; part < 2; part++ {
			wg.Add(1)
			go func(part int) {
				defer wg.Done()
				log.Print(j.ID, part)
			}(part)
		}
		wg.Wait()
	}
}

func awaitedByErrgroup(names []string) error {
	for _, name := range names {
		g, _ := errgroup.WithContext(context.Background())
		g.Go(func() error { return load(name) })
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

func awaitedResult(names []string) []error {
	var all []error
	for _, name := range names {
		result := make(chan error, 1)
		go func() { result <- load(name) }()
		all = append(all, <-result)
	}
	return all
}

func calledHere(jobs []job) {
	for _, j := range jobs {
		func() {
			defer log.Print("done")
			process(j)
		}()
	}
}

func calledAtOnce(rows [][]job) {
	for at, row := range rows {
		sort.Slice(row, func(i, k int) bool { return row[i].ID < row[k].ID })
		_ = strings.Map(func(r rune) rune { return r + rune(at) }, "abc")
		each(func(n int) bool { return n == at })
	}
}

func deferredInLiteral(jobs []job) {
	for _, j := range jobs {
		func() {
			defer func() { process(j) }()
		}()
	}
}

func leavesAtOnce(jobs []job) {
	for _, j := range jobs {
		if j.ID == 0 {
			continue
		}
		go func() { process(j) }()
		return
	}
}

func breaksAtOnce(jobs []job) {
	for _, j := range jobs {
		if look(&j) {
			go func() { process(j) }()
			break
		}
	}
}

func addressOnLoan(jobs []job) int {
	found := 0
	for _, j := range jobs {
		if look(&j) {
			found++
		}
		p := &j
		p.ID++
	}
	return found
}

func addressThenLeave(jobs []job, name string) *job {
	for _, j := range jobs {
		if j.Name == name {
			return &j
		}
	}
	return nil
}

func addressOfElement(jobs []job) []*job {
	var all []*job
	for i := range jobs {
		all = append(all, &jobs[i])
	}
	return all
}

func sameNameElsewhere(jobs []job) {
	for _, ID := range []int{1, 2} {
		log.Print(ID)
		go func() {
			made := job{ID: 7}
			log.Print(made.ID)
		}()
	}
}

func shadowedInside(jobs []job) {
	for _, j := range jobs {
		log.Print(j.ID)
		go func() {
			j := job{ID: 1}
			process(j)
		}()
	}
}

func shadowedByRange(jobs []job) {
	for _, j := range jobs {
		log.Print(j.ID)
		go func() {
			for _, j := range jobs {
				process(j)
			}
		}()
	}
}

func notCaptured(jobs []job) {
	for range jobs {
		go func() { log.Print(len(jobs)) }()
	}
}

func serialTests(t *testing.T, jobs []job) {
	for _, j := range jobs {
		t.Run(j.Name, func(t *testing.T) {
			if j.ID == 0 {
				t.Error("no id")
			}
		})
	}
}

func parallelCopies(t *testing.T, jobs []job) {
	for _, j := range jobs {
		j := j
		t.Run(j.Name, func(t *testing.T) {
			t.Parallel()
			process(j)
		})
	}
}

func page(text string) gin.HandlerFunc {
	return func(c *gin.Context) { c.String(http.StatusOK, text) }
}

func routes(engine *gin.Engine, texts map[string]string) {
	for path, text := range texts {
		engine.GET(path, page(text))
	}
}

func storedCopies(names []string) []func() {
	var all []func()
	for _, name := range names {
		text := strings.ToUpper(name)
		all = append(all, func() { log.Print(text) })
	}
	return all
}

func afterLoop(jobs []job) {
	last := job{}
	for _, j := range jobs {
		last = j
	}
	go func() { process(last) }()
}
