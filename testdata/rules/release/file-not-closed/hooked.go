// Package hooked hands what opens files to those who call it again and again.
package hooked

import "os"

type pages struct{ seen []func() }

func (p *pages) OnLoad(run func()) { p.seen = append(p.seen, run) }

func (p *pages) OnView(run func()) { p.seen = append(p.seen, run) }

var all pages

func init() {
	all.OnView(func() {
		f, err := os.Open("state") // want "never closed"
		if err == nil {
			println(f.Name())
		}
	})
}

func open(p *pages) {
	p.OnLoad(func() {
		f, err := os.Open("page") // want "never closed"
		if err == nil {
			println(f.Name())
		}
	})
}
