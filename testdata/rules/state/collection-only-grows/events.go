// Package events keeps what a chat tells, per user and per server.
package events

import (
	"sync"

	"github.com/bwmarrin/discordgo"
)

type voices struct {
	mu     sync.Mutex
	last   map[string]*discordgo.VoiceState
	counts map[string]int
	seen   map[string]bool
}

func (v *voices) changed(_ *discordgo.Session, e *discordgo.VoiceStateUpdate) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last[e.UserID] = e.VoiceState // want "`last` gains an entry per `e.UserID` while serving a message"
}

func (v *voices) reacted(_ *discordgo.Session, e *discordgo.MessageReactionAdd) {
	v.counts[e.MessageID]++ // want "`counts` gains an entry per `e.MessageID` while serving a message" unguarded-middleware-state:"one for all requests"
}

func (v *voices) written(_ *discordgo.Session, e *discordgo.MessageCreate) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.seen[e.ID] = true
}

func (v *voices) deleted(_ *discordgo.Session, e *discordgo.MessageDelete) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.seen, e.ID)
}

func register(s *discordgo.Session) {
	v := &voices{last: map[string]*discordgo.VoiceState{}, counts: map[string]int{}, seen: map[string]bool{}}
	s.AddHandler(v.changed)
	s.AddHandler(v.reacted)
	s.AddHandler(v.written)
	s.AddHandler(v.deleted)
}
