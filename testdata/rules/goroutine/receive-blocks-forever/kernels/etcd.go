package kernels

import (
	"context"
	"sync"
	"time"
)

// etcd5509: the client that has failed gives its lock up before it says so.
type client5509 struct {
	mu     sync.RWMutex
	ctx    context.Context
	cancel context.CancelFunc
}

func (c *client5509) acquire() error {
	c.mu.RLock()
	if c.ctx.Err() != nil {
		c.mu.RUnlock()
		return errClosed
	}
	return nil
}

func (c *client5509) release() { c.mu.RUnlock() }

func (c *client5509) get() error {
	if err := c.acquire(); err != nil {
		return err
	}
	defer c.release()
	return nil
}

func (c *client5509) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel()
}

func etcd5509(ctx context.Context) {
	c := &client5509{}
	c.ctx, c.cancel = context.WithCancel(ctx)
	go c.close()
	_ = c.get()
}

// etcd6708: the leader is asked before the cluster is locked.
type cluster6708 struct {
	sync.RWMutex
	pinned    int
	endpoints []string
}

func (c *cluster6708) do() string {
	c.RLock()
	defer c.RUnlock()
	if len(c.endpoints) == 0 {
		return ""
	}
	return c.endpoints[c.pinned]
}

type leaders6708 interface{ leader() string }

type members6708 struct{ client *cluster6708 }

func (m *members6708) leader() string { return m.client.do() }

func (c *cluster6708) sync() {
	var api leaders6708 = &members6708{c}
	leader := api.leader()
	c.Lock()
	defer c.Unlock()
	c.endpoints = []string{leader}
}

func etcd6708() {
	c := &cluster6708{}
	go c.sync()
	c.do()
}

// etcd6857: who asks for the status learns that the node has stopped.
type node6857 struct {
	status chan chan int
	stop   chan struct{}
	done   chan struct{}
}

func (n *node6857) run() {
	defer close(n.done)
	for {
		select {
		case answer := <-n.status:
			answer <- 1
		case <-n.stop:
			return
		}
	}
}

func (n *node6857) ask() int {
	answer := make(chan int, 1)
	select {
	case n.status <- answer:
		return <-answer
	case <-n.done:
		return 0
	}
}

func etcd6857() {
	n := &node6857{status: make(chan chan int), stop: make(chan struct{}), done: make(chan struct{})}
	go n.run()
	go n.ask()
	close(n.stop)
	<-n.done
}

// etcd6873: the broadcasts are closed below the lock and waited for without it.
type broadcasts6873 struct {
	mu      sync.Mutex
	updates chan int
	done    chan struct{}
	sum     int
}

func newBroadcasts6873() *broadcasts6873 {
	b := &broadcasts6873{updates: make(chan int, 1), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for n := range b.updates {
			b.mu.Lock()
			b.sum += n
			b.mu.Unlock()
		}
	}()
	return b
}

func (b *broadcasts6873) stop() {
	b.mu.Lock()
	close(b.updates)
	b.mu.Unlock()
	<-b.done
}

func etcd6873() {
	b := newBroadcasts6873()
	select {
	case b.updates <- 1:
	default:
	}
	b.stop()
}

// etcd7492: tokens are added without the lock that the keeper needs to delete some.
type keeper7492 struct {
	add    chan string
	stop   chan chan struct{}
	remove func(string)
}

func (k *keeper7492) run(tick <-chan time.Time) {
	tokens := map[string]bool{}
	for {
		select {
		case token := <-k.add:
			tokens[token] = true
		case <-tick:
			for token := range tokens {
				k.remove(token)
				delete(tokens, token)
			}
		case done := <-k.stop:
			close(done)
			return
		}
	}
}

type tokens7492 struct {
	mu     sync.RWMutex
	users  map[string]string
	keeper *keeper7492
}

func (t *tokens7492) assign(token, user string) {
	t.mu.Lock()
	t.users[token] = user
	t.mu.Unlock()
	t.keeper.add <- token
}

func etcd7492(tick <-chan time.Time) {
	t := &tokens7492{users: map[string]string{}}
	t.keeper = &keeper7492{add: make(chan string, 1), stop: make(chan chan struct{})}
	t.keeper.remove = func(token string) {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.users, token)
	}
	go t.keeper.run(tick)
	var all sync.WaitGroup
	for range 3 {
		all.Add(1)
		go func() {
			defer all.Done()
			t.assign("a", "b")
		}()
	}
	all.Wait()
	done := make(chan struct{})
	t.keeper.stop <- done
	<-done
}

// etcd7902: a follower waits for the next round without the lock of all rounds.
type round7902 struct {
	mu   sync.Mutex
	next chan struct{}
}

func (r *round7902) follow() {
	r.mu.Lock()
	next := r.next
	r.mu.Unlock()
	<-next
}

func (r *round7902) lead() {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.next)
	r.next = make(chan struct{})
}

func etcd7902(rounds int) {
	r := &round7902{next: make(chan struct{})}
	for range rounds {
		r.mu.Lock()
		mine := r.next
		r.mu.Unlock()
		var followers sync.WaitGroup
		for range 2 {
			followers.Add(1)
			go func() {
				defer followers.Done()
				<-mine
			}()
		}
		r.lead()
		followers.Wait()
	}
}

// etcd10492: the checkpoint is made with the lock that its caller has, or after it is given up.
type lessor10492 struct {
	mu         sync.RWMutex
	checkpoint func(context.Context)
	made       int
}

func (l *lessor10492) mark() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.made++
}

func (l *lessor10492) renew(ctx context.Context) {
	l.mu.RLock()
	checkpoint := l.checkpoint
	l.mu.RUnlock()
	if checkpoint != nil {
		checkpoint(ctx)
	}
}

func etcd10492(ctx context.Context) {
	l := &lessor10492{}
	l.mu.Lock()
	l.checkpoint = func(context.Context) { l.mark() }
	l.mu.Unlock()
	l.renew(ctx)
}
