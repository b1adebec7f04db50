package dev.crossfire.judge.recovery;
import java.util.*;
class Exp {
  record Shape(String name,double sev,double dur,double ramp){}
  static double pAt(Shape s,double bg,double t0,double t){
    if(t<t0) return bg; double x=t-t0;
    if(x<s.dur) return s.sev; 
    if(s.ramp>0 && x<s.dur+s.ramp) return bg+(s.sev-bg)*(1-(x-s.dur)/s.ramp);
    return bg;
  }
  public static void main(String[] a){
    int trials=Integer.parseInt(a[0]); long seed=Long.parseLong(a[1]);
    List<Shape> shapes=List.of(new Shape("total .5s",1,.5,0),new Shape("total 3s",1,3,0),new Shape("total 30s",1,30,0),new Shape("half .5s",.5,.5,0),new Shape("half 3s",.5,3,0),new Shape("half 30s",.5,30,0),new Shape("tenth 3s",.1,3,0),new Shape("tenth 20s",.1,20,0),new Shape("ramp 3s",1,4,3),new Shape("ramp 15s",1,4,15), new Shape("half ramp 3s",.5,4,3), new Shape("ramp .2",1,3,.2), new Shape("ramp .6",1,3,.6));
    WellRule rule=new WellRule(.01,10_000_000);
    String only=System.getProperty("only",""); for(Shape sh:shapes) if(sh.name.contains(only)) for(double rate:new double[]{20,60,300}) for(double bg:new double[]{0,.002}){
      int seen=0,cov=0,covOn=0,split=0; List<Double> w=new ArrayList<>(),err=new ArrayList<>(),wo=new ArrayList<>(); int lowMiss=0;
      long ns=0;
      for(int k=0;k<trials;k++){
        SplittableRandom r=new SplittableRandom(seed*7919+k*31+sh.name.hashCode()*17L+(long)(rate*13)+(long)(bg*1e6));
        double t0=30+r.nextDouble(); double len=t0+sh.dur+sh.ramp+25;
        double q=.01; double truth=t0+sh.dur+ (sh.ramp>0? sh.ramp*(sh.sev-q)/(sh.sev-bg):0);
        long[] t=new long[(int)(len*rate*1.3)+100]; boolean[] g=new boolean[t.length]; int n=0; double x=0;
        while(true){ x-=Math.log(1-r.nextDouble())/rate; if(x>=len) break; t[n]=(long)(x*1e6); g[n]=r.nextDouble()>=pAt(sh,bg,t0,x); n++; }
        long begin=System.nanoTime();
        int bn=0,bb=0; for(int i=0;i<n&&t[i]<28e6;i++){bn++; if(!g[i])bb++;}
        TroubleFinder f=new TroubleFinder(rule); for(int i=0;i<n;i++) f.accept(t[i],g[i]);
        List<Episode> es=f.finish();
        Episode e=null; for(Episode c:es) if(c.roughStartMicros()<truth*1e6+3e6 && c.roughEndMicros()>t0*1e6-3e6) { if(e!=null) split++; e=c; }
        if(e==null) continue; seen++;
        Levels lv=Levels.of(rule,new Baseline(bn,bb));
        Neighbourhood.Collector c=new Neighbourhood.Collector(e.lastOutageStartMicros(),e.roughEndMicros()+rule.holdMicros());
        Neighbourhood.Collector d=new Neighbourhood.Collector(e.roughStartMicros()-rule.holdMicros(),e.firstOutageEndMicros());
        for(int i=0;i<n;i++){c.accept(t[i],g[i]);d.accept(t[i],g[i]);}
        Bracket b=EdgeLocator.end(c.collected(),lv); Bracket o=EdgeLocator.end(d.collected().reversed(),lv).reversed();
        ns+=System.nanoTime()-begin;
        long T=Math.round(truth*1e6);
        if(b.lowMicros()<=T&&T<=b.highMicros()) cov++; else if (T<b.lowMicros()) lowMiss++;
        long O=Math.round(t0*1e6); if(o.lowMicros()<=O&&O<=o.highMicros()) covOn++;
        w.add(b.widthMicros()/1e3); wo.add(o.widthMicros()/1e3); err.add(Math.abs(b.bestMicros()-T)/1e3);
      }
      Collections.sort(w);Collections.sort(wo);Collections.sort(err);
      if(seen==0){System.out.printf("%-13s %4.0f/s bg %.3f seen 0%n",sh.name,rate,bg);continue;}
      System.out.printf("%-13s %4.0f/s bg %.3f seen %.2f split %d cov %.3f (low>T %d) width %8.1f err %7.1f | onset cov %.3f width %7.1f  %.1f ms/trial%n",sh.name,rate,bg,seen/(double)trials,split,cov/(double)seen,lowMiss,w.get(seen/2),err.get(seen/2),covOn/(double)seen,wo.get(seen/2),ns/1e6/trials);
    }
  }
}
