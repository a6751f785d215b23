// Package rounds waits for goroutines that a loop starts.
package rounds

import "sync"

type binding struct{ port int }

func (b binding) valid() bool { return b.port > 0 }

func (b binding) serve() error { return nil }

// Who has nothing to serve does not call this.
func serveAll(bindings []binding) error {
	exit := make(chan error, 1)
	for _, b := range bindings {
		if !b.valid() {
			continue
		}
		go func(b binding) {
			exit <- b.serve()
		}(b)
	}
	return <-exit
}

var workers = 4

func workOff(jobs []int, do func(int)) {
	queue := make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < workers; i += 1 {
		go func() {
			defer wg.Done()
			for job := range queue {
				do(job)
			}
		}()
	}
	wg.Add(workers)
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
	wg.Wait()
}
