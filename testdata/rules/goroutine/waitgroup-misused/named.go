// Package named counts goroutines in the functions that they run.
package named

import (
	"os/exec"
	"sync"
)

type watcher struct {
	wg    sync.WaitGroup
	names chan string
}

func (w *watcher) watch(wg *sync.WaitGroup) {
	wg.Add(1) // want "`Add` on `wg` inside the goroutine that it counts"
	defer wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) run() {
	w.wg.Add(1) // want "`Add` on `w.wg` inside the goroutine that it counts"
	defer w.wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) cleanCounted() {
	defer w.wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) cleanStarts() {
	w.wg.Add(1)
	go w.cleanCounted()
}

func start(w *watcher, names []string) {
	var wg sync.WaitGroup
	go w.watch(&wg)
	go w.run()
	go w.run()
	go w.cleanStarts()
	probe := func(name string) {
		wg.Add(1) // want "`Add` on `wg` inside the goroutine that it counts"
		defer wg.Done()
		w.names <- name
	}
	for _, name := range names {
		go probe(name)
	}
	wg.Wait()
	w.wg.Wait()
}

func cleanCalls(w *watcher, names []string) {
	var wg sync.WaitGroup
	add := func(name string) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w.names <- name
		}()
	}
	for _, name := range names {
		add(name)
	}
	wg.Wait()
}

type process struct {
	running sync.WaitGroup
	cmd     *exec.Cmd
	pending int
}

// Whoever waits after a failed start does so for ever.
func (p *process) Start(name string) error {
	p.running.Wait()
	p.running.Add(1) // want "`Add` on `p.running` counts a goroutine that a return leaves unstarted: Wait blocks for ever"
	p.cmd = exec.Command(name)
	if err := p.cmd.Start(); err != nil {
		return err
	}
	go p.reap()
	return nil
}

func (p *process) reap() {
	defer p.finish()
	p.cmd.Wait()
}

func (p *process) finish() { p.running.Done() }

func (p *process) StartCounted(name string) error {
	p.running.Add(1)
	p.cmd = exec.Command(name)
	if err := p.cmd.Start(); err != nil {
		p.running.Done()
		return err
	}
	go p.reap()
	return nil
}

func (p *process) StartOrFinish(name string) error {
	p.running.Add(1)
	p.cmd = exec.Command(name)
	if err := p.cmd.Start(); err != nil {
		p.finish()
		return err
	}
	go p.reap()
	return nil
}

func (p *process) StartDeferred(name string) (err error) {
	p.running.Add(1)
	defer func() {
		if err != nil {
			p.running.Done()
		}
	}()
	p.cmd = exec.Command(name)
	if err := p.cmd.Start(); err != nil {
		return err
	}
	go p.reap()
	return nil
}

func (p *process) StartLate(name string) error {
	p.cmd = exec.Command(name)
	if err := p.cmd.Start(); err != nil {
		return err
	}
	p.running.Add(1)
	go p.reap()
	return nil
}

// What is counted here another function ends.
func (p *process) Begin(name string) error {
	p.running.Add(1)
	if name == "" {
		return nil
	}
	go p.cmd.Wait()
	return nil
}

// This group is gone when the function returns.
func runLocal(cmd *exec.Cmd) error {
	var running sync.WaitGroup
	running.Add(1)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		defer running.Done()
		cmd.Wait()
	}()
	running.Wait()
	return nil
}

type server struct {
	wg  sync.WaitGroup
	log func(string)
}

func (s *server) session(name string) {
	text := "session " + name
	s.log(text)
	s.wg.Add(1) // want "`Add` on `s.wg` inside the goroutine that it counts"
	defer s.wg.Done()
	s.log(name)
}

func (s *server) cleanAsked(name string) {
	if name == "" {
		return
	}
	s.wg.Add(1)
	defer s.wg.Done()
	s.log(name)
}

func (s *server) serve(names []string) {
	for _, name := range names {
		go s.session(name)
		s.cleanAsked(name)
	}
	s.wg.Wait()
}
