// Package early defers an Unlock before it locks.
package early

import (
	"errors"
	"sync"
)

type plan struct {
	guard sync.Locker
	mu    sync.RWMutex
	jobs  []string
	ready bool
}

func load() ([]string, error) { return nil, errors.New("no plan") }

func (p *plan) refresh() {
	defer p.guard.Unlock() // want "`p.guard` is unlocked on every way out, but locked only after a return"

	jobs, err := load()
	if err != nil {
		return
	}

	p.guard.Lock()
	p.jobs = jobs
}

func (p *plan) list() ([]string, error) {
	defer func() { p.mu.RUnlock() }() // want "`p.mu` is unlocked on every way out, but locked only after a return"
	if !p.ready {
		return nil, errors.New("not ready")
	}
	p.mu.RLock()
	return p.jobs, nil
}

// Nothing leaves before the lock is taken.
func (p *plan) cleanAdd(name string) {
	defer p.mu.Unlock()
	name = "job " + name
	p.mu.Lock()
	p.jobs = append(p.jobs, name)
}

// The caller has locked it; it is let go for as long as this loads.
func (p *plan) cleanReloadLocked() error {
	defer p.mu.Unlock()
	if p.ready {
		return nil
	}
	p.mu.Unlock()
	jobs, err := load()
	p.mu.Lock()
	p.jobs = jobs
	return err
}

// Whether it is to be locked, the caller says, and whether it is to be unlocked.
func (p *plan) cleanEither(locked bool) int {
	defer p.mu.Unlock()
	if !locked {
		p.mu.Lock()
	}
	return len(p.jobs)
}

// It is taken on the way out as well.
func (p *plan) cleanOnEachWay() error {
	defer p.mu.Unlock()
	jobs, err := load()
	if err != nil {
		p.mu.Lock()
		p.ready = false
		return err
	}
	p.mu.Lock()
	p.jobs = jobs
	return nil
}

// The return is of a literal.
func (p *plan) cleanLiteral() {
	defer p.mu.Unlock()
	each := func(name string) error {
		if name == "" {
			return errors.New("no name")
		}
		return nil
	}
	p.mu.Lock()
	for _, name := range p.jobs {
		_ = each(name)
	}
}
