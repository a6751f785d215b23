package held

import (
	"context"
	"database/sql"
	"net"
	"os"
	"time"
)

func try(ctx context.Context) {}

// The timer is set anew.
func poll(ctx context.Context, stop <-chan struct{}) {
	timer := time.NewTimer(time.Second)
	for {
		select {
		case <-timer.C:
			inner, cancel := context.WithCancel(ctx)
			defer cancel() // want "`cancel` is released when the function returns"
			try(inner)
			timer.Reset(time.Second)
		case <-stop:
			return
		}
	}
}

type source interface {
	Open(name string) (client net.Conn, cleanup func(), err error)
}

// The connection is used in its round alone.
func names(s source, all []string) (found []string, err error) {
	for _, name := range all {
		client, cleanup, err := s.Open(name)
		if err != nil {
			return nil, err
		}
		defer cleanup() // want "`cleanup` is released when the function returns"
		found = append(found, client.RemoteAddr().String())
	}
	found = append(found, "localhost")
	return found, nil
}

// To be there is all that is wanted of these, and they are there when they are closed, too.
func touch(paths []string) (n int, err error) {
	for _, path := range paths {
		f, err := os.Create(path)
		if err != nil {
			return n, err
		}
		defer f.Close() // want "`f` is released when the function returns"
	}
	n += len(paths)
	return n, nil
}

type host struct{ name string }

func ask(ctx context.Context, name string) (host, error) { return host{name}, ctx.Err() }

// What is kept is plain data, which needs no context.
func hosts(ctx context.Context, names []string) (found []host) {
	for _, name := range names {
		inner, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want "`cancel` is released when the function returns"
		it, err := ask(inner, name)
		if err != nil {
			continue
		}
		found = append(found, it)
	}
	return found
}

type group struct{ name string }

func scan(rows *sql.Rows) (group, error) {
	var g group
	err := rows.Scan(&g.name)
	return g, err
}

func groups(db *sql.DB, names []string) (found []group, err error) {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel() // want "`cancel` is released when the function returns"
		rows, err := db.QueryContext(ctx, "SELECT name FROM groups WHERE name = ?", name)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			g, err := scan(rows)
			if err != nil {
				rows.Close()
				return nil, err
			}
			found = append(found, g)
		}
		rows.Close()
	}
	return found, nil
}
